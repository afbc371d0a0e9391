import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { MILLISECOND } from '../../../../core/model/time.ts';
import { Random } from '../../../../core/random.ts';
import { Faults, waitOf } from '../../../../server/simulators/faults/faults.ts';
import type { FaultPlan, FaultRule } from '../../../../server/simulators/port.ts';
import { START } from '../exchange/instruments.ts';

const open = (plan: FaultPlan) => {
  const clock = new ManualClock(START);
  return { clock, faults: new Faults(clock, plan) };
};

const plan = (...rules: FaultRule[]): FaultPlan => ({ seed: 'one', rules });
const lost = { kind: 'request_lost' } as const;

describe('a plan of faults', () => {
  const matching: [at: string | undefined, name: string, matches: boolean][] = [
    [undefined, '/api/Order/place', true],
    ['/api/Order/place', '/api/Order/place', true],
    ['/api/Order/place', '/api/Order/place2', false],
    ['/api/Order/*', '/api/Order/place', true],
    ['/api/Order/*', '/api/Account/search', false],
    ['*', 'anything', true],
  ];
  it.each(matching)('at %s is about %s: %s', (at, name, matches) => {
    const { faults } = open(plan({ ...(at === undefined ? {} : { at }), fault: lost, share: 1 }));
    expect(faults.ofCall(name)).toEqual(matches ? [lost] : []);
  });

  it('does to calls what is of calls, to messages what is of messages, and to both what is of both', () => {
    const both = { kind: 'latency', milliseconds: 5 } as const;
    const missing = { kind: 'missing' } as const;
    const { faults } = open(plan({ fault: missing, share: 1 }, { fault: both, share: 1 }, { fault: lost, share: 1 }));
    expect(faults.ofCall('x')).toEqual([both, lost]);
    expect(faults.ofMessage('x')).toEqual([missing]);
    expect(faults.counts()).toEqual({ latency: 1, missing: 1, request_lost: 1 });
  });

  it('is in force from after until before until, in milliseconds of the simulator', () => {
    const { clock, faults } = open(plan({ fault: lost, share: 1, after: 100, until: 200 }));
    const at = [0, 99, 100, 199, 200].map((milliseconds) => {
      clock.set((START + milliseconds * MILLISECOND) as typeof START);
      return faults.ofCall('x').length;
    });
    expect(at).toEqual([0, 0, 1, 1, 0]);
  });

  it('can be put in the place of another, and counts go on', () => {
    const { faults } = open(plan({ fault: lost, share: 1 }));
    faults.ofCall('x');
    faults.set({ seed: 'two', rules: [{ fault: { kind: 'answer_lost' }, share: 1, times: 1 }] });
    expect([faults.ofCall('x').length, faults.ofCall('x').length]).toEqual([1, 0]);
    expect(faults.counts()).toEqual({ answer_lost: 1, request_lost: 1 });
  });

  it('keeps to shares and times, by the same seed the same way', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        (seed, share, times) => {
          const rules: FaultRule[] = [{ at: 'a', fault: lost, share }];
          const drawn = (given: readonly FaultRule[]) => {
            const { faults } = open({ seed, rules: given });
            return Array.from({ length: 400 }, () => faults.ofCall('a').length);
          };
          const all = drawn(rules);
          const hits = all.filter((hit) => hit === 1).length;
          expect(Math.abs(hits - 400 * share)).toBeLessThanOrEqual(6 * Math.sqrt(400 * share * (1 - share)) + 1);
          expect(drawn(rules)).toEqual(all);
          expect(drawn([...rules, { at: 'b', fault: lost, share: 0.5 }])).toEqual(all);
          const limited = drawn([{ ...rules[0]!, times }]);
          expect(limited.filter((hit) => hit === 1).length).toBe(Math.min(times, hits));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws jitter on top of a latency', () => {
    const random = new Random(1);
    const waits = Array.from({ length: 50 }, () => waitOf({ kind: 'latency', milliseconds: 10, jitter: 5 }, random));
    expect(waits.every((each) => each >= 10 && each < 15)).toBe(true);
    expect(new Set(waits).size).toBeGreaterThan(40);
  });
});
