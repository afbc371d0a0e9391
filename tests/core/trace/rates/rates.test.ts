import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rates } from '../../../../core/trace/rates/rates.ts';
import { callOf, processInfo, trafficOf } from '../traffic.ts';

const desk = processInfo('desk.submit', 'desk.orders');
const check = processInfo('desk.check', 'desk.orders');
const query = processInfo('sql.run', 'sql');

function ratesAt(
  seconds: { now: number },
  options: Partial<{ processes: number; groups: number; edges: number }> = {},
): Rates {
  return new Rates({ now: () => seconds.now * 1_000_000, ...options });
}

describe('what is counted', () => {
  it('is told by process, by group, and by who called whom', () => {
    const clock = { now: 0 };
    const rates = ratesAt(clock);
    rates.take([
      callOf(check, { caller: desk, at: 1, milliseconds: 1, failed: true }),
      callOf(check, { caller: desk, at: 2, milliseconds: 1 }),
      callOf(desk, { at: 3, milliseconds: 4 }),
      callOf(query, { at: 10, milliseconds: 8 }),
    ]);
    clock.now = 20;
    const one = { calls: 1, errors: 0, perSecond: 0.05, errorsPerSecond: 0 };
    const took = (milliseconds: number) => ({
      mean: milliseconds,
      p50: milliseconds,
      p95: milliseconds,
      p99: milliseconds,
      max: milliseconds,
    });
    const two = { calls: 2, errors: 1, perSecond: 0.1, errorsPerSecond: 0.05, ...took(1) };
    expect(rates.processes(60)).toEqual([
      { process: 'desk.check', group: 'desk.orders', ...two },
      { process: 'desk.submit', group: 'desk.orders', ...one, ...took(4) },
      { process: 'sql.run', group: 'sql', ...one, ...took(8) },
    ]);
    expect(rates.edges(60)).toEqual([{ caller: 'desk.submit', callee: 'desk.check', ...two }]);
    expect(
      rates.groups(60).map(({ group, processes, calls, errors, max }) => [group, processes, calls, errors, max]),
    ).toEqual([
      ['desk.orders', 2, 3, 1, 4],
      ['sql', 1, 1, 0, 8],
    ]);
    expect(rates.whole(60)).toMatchObject({ calls: 4, errors: 1, perSecond: 0.2, max: 8 });
    expect([rates.calls, rates.errors, rates.otherCalls, rates.edgesLeftOut]).toEqual([4, 1, 0, 0]);
  });

  it('is folded to groups, without what a group does within itself', () => {
    const clock = { now: 60 };
    const rates = ratesAt(clock);
    rates.take([
      callOf(check, { caller: desk, at: 59, milliseconds: 1 }),
      callOf(query, { caller: desk, at: 59, milliseconds: 1 }),
      callOf(query, { caller: check, at: 59, milliseconds: 3, failed: true }),
    ]);
    expect(rates.edges(60, 'group')).toMatchObject([
      { caller: 'desk.orders', callee: 'sql', calls: 2, errors: 1, max: 3 },
    ]);
  });

  it('leaves the figures when its time is over, and comes late', () => {
    const clock = { now: 0 };
    const rates = ratesAt(clock);
    rates.take([callOf(desk, { at: 30, milliseconds: 1 })]);
    clock.now = 1_000;
    expect(rates.processes(900)).toEqual([]);
    expect(rates.processes(3_600).map(({ calls }) => calls)).toEqual([1]);
    rates.take([
      callOf(desk, { at: 990, milliseconds: 1 }),
      callOf(desk, { at: 500, milliseconds: 1 }),
      callOf(desk, { at: 31, milliseconds: 1 }),
    ]);
    expect(rates.processes(60).map(({ calls }) => calls)).toEqual([1]);
    expect(rates.processes(900).map(({ calls }) => calls)).toEqual([2]);
    clock.now = 30_000;
    expect(rates.processes(21_600)).toEqual([]);
    expect(rates.calls).toBe(4);
  });

  it('is followed over time, by the second and by ten', () => {
    const clock = { now: 0 };
    const rates = ratesAt(clock);
    rates.take([5, 5, 5.5, 7.9].map((at) => callOf(desk, { at, milliseconds: 1, failed: at === 7.9 })));
    clock.now = 10.4;
    expect(rates.history(undefined, 10, 5)).toEqual({ calls: [0, 0, 1.5, 0.5, 0], errors: [0, 0, 0, 0.5, 0] });
    expect(rates.history({ process: 'desk.submit' }, 10, 5).calls).toEqual([0, 0, 1.5, 0.5, 0]);
    expect(rates.history({ group: 'sql' }, 10, 2)).toEqual({ calls: [0, 0], errors: [0, 0] });
    clock.now = 3_605;
    expect(rates.history({ group: 'desk.orders' }, 3_600, 2)).toEqual({
      calls: [4 / 1_800, 0],
      errors: [1 / 1_800, 0],
    });
  });

  it('takes one function wrapped many times for one process', () => {
    const clock = { now: 0 };
    const rates = ratesAt(clock);
    rates.take(
      Array.from({ length: 50 }, () => callOf(processInfo('desk.submit', 'desk'), { at: 1, milliseconds: 1 })),
    );
    expect(rates.processes(60)).toMatchObject([{ process: 'desk.submit', calls: 50 }]);
  });
});

describe('memory', () => {
  it('is bounded: what is beyond is counted as other, and edges beyond are only counted', () => {
    const clock = { now: 2 };
    const rates = ratesAt(clock, { processes: 3, groups: 2, edges: 2 });
    const infos = Array.from({ length: 6 }, (_, index) => processInfo(`p${index}`, `g${index}`));
    rates.take(infos.map((info) => callOf(info, { caller: infos[0]!, at: 1, milliseconds: 1 })));
    expect(rates.processes(60).map(({ process, group, calls }) => [process, group, calls])).toEqual([
      ['p0', 'g0', 1],
      ['p1', 'g1', 1],
      ['p2', 'other', 1],
      ['other', 'other', 3],
    ]);
    expect([rates.otherCalls, rates.edgesLeftOut, rates.edges(60).length]).toEqual([3, 4, 2]);
  });

  it('loses no call, whatever comes', () => {
    const durations = fc.oneof(fc.double(), fc.constantFrom(0, -1, Number.NaN, 1e300));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), durations), { maxLength: 100 }), (given) => {
        const clock = { now: 100 };
        const rates = ratesAt(clock, { processes: 4, groups: 3, edges: 5 });
        const infos = Array.from({ length: 10 }, (_, index) => processInfo(`p${index}`, `g${index % 4}`));
        rates.take(
          given.map(([which, duration]) => ({
            ...callOf(infos[which]!, { at: 99, milliseconds: 0 }),
            duration,
            start: 99e6 - duration * 1_000,
          })),
        );
        expect(rates.calls).toBe(given.length);
      }),
      { numRuns: 100 },
    );
  });

  it('tells groups that are the sum of their processes, and a whole that is the sum of its groups', () => {
    const clock = { now: 0 };
    const rates = ratesAt(clock);
    rates.take(trafficOf(0, 60));
    clock.now = 60;
    const sum = (figures: readonly { readonly calls: number }[]) =>
      figures.reduce((total, { calls }) => total + calls, 0);
    expect([sum(rates.processes(60)), sum(rates.groups(60))]).toEqual([rates.calls, rates.calls]);
    expect(rates.whole(60)).toMatchObject({ calls: rates.calls, errors: rates.errors });
  });
});
