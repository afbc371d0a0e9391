import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bounds, type ConditionPhase, measured } from '../../../core/alerts/condition.ts';
import { instant, SECOND } from '../../../core/model/time.ts';

const run = (values: readonly (number | null)[], bounds: Bounds): string => {
  let phase: ConditionPhase = { phase: 'well' };
  return values
    .map((value, index) => {
      phase = measured(phase, value, instant(index * 10 * SECOND), bounds);
      return phase.phase;
    })
    .join(' ');
};

const above: Bounds = { fire: { above: 20 }, clear: 10, forSeconds: 0 };
const below: Bounds = { fire: { below: -50 }, clear: -40, forSeconds: 0 };
const long: Bounds = { ...above, forSeconds: 20 };

describe('a condition', () => {
  const table: readonly [string, Bounds, readonly (number | null)[], string][] = [
    ['fires beyond and not at its bound', above, [19, 20, 21], 'well well firing'],
    ['clears at its other bound and not before', above, [21, 20, 11, 10, 15], 'firing firing firing well well'],
    ['downward as well', below, [-50, -51, -45, -40, -45], 'well firing firing well well'],
    ['fires once it has been so for long enough', long, [21, 21, 21, 21], 'rising rising firing firing'],
    ['begins anew after a break', long, [21, 20, 21, 21, 21], 'rising well rising rising firing'],
    ['rises anew where there was nothing to measure', long, [21, null, 21, 21, 21], 'rising well rising rising firing'],
    ['goes on firing where there is nothing to measure', above, [21, null, null, 9], 'firing firing firing well'],
    ['one bound for both is a switch', { ...above, clear: 20 }, [21, 20, 21], 'firing well firing'],
  ];
  it.each(table)('%s', (_, bounds, values, phases) => {
    expect(run(values, bounds)).toBe(phases);
  });

  it('never changes while a value wavers between its bounds', () => {
    const between = fc.double({ min: 10.001, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(5, 25), fc.array(between, { minLength: 1, maxLength: 40 }), (first, values) => {
        const phases = run([first, ...values], above).split(' ');
        expect(new Set(phases).size).toBe(1);
      }),
    );
  });
});
