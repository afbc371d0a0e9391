import fc from 'fast-check';
import { expect, test } from 'vitest';
import { totalLength, within, without } from '../../../core/bars/spans.ts';
import type { Bounds } from '../../../core/calendar/calendar.ts';
import type { Instant } from '../../../core/model/time.ts';

const span = (start: number, end: number): Bounds => ({ start: start as Instant, end: end as Instant });

test.each([
  [[span(0, 10)], [], [span(0, 10)]],
  [[span(0, 10)], [span(2, 4)], [span(0, 2), span(4, 10)]],
  [[span(0, 10)], [span(0, 10)], []],
  [[span(0, 10)], [span(-5, 3), span(9, 20)], [span(3, 9)]],
  [[span(0, 4), span(6, 10)], [span(3, 7)], [span(0, 3), span(7, 10)]],
  [[span(0, 4), span(6, 10)], [span(4, 6)], [span(0, 4), span(6, 10)]],
])('%j without %j', (spans, others, left) => {
  expect(without(spans, others)).toEqual(left);
});

/** Spans that ascend and overlap nowhere. */
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts) =>
    cuts.flatMap((cut, index) =>
      index % 2 === 0 && cuts[index + 1] !== undefined ? [span(cut, cuts[index + 1]!)] : [],
    ),
  );
const inside = (of: readonly Bounds[], at: number) => of.some(({ start, end }) => at >= start && at < end);

test('each instant is left where it was in one and not in the other', () => {
  fc.assert(
    fc.property(spans, spans, (some, others) => {
      const left = without(some, others);
      for (let at = -1; at <= 61; at += 1) expect(inside(left, at)).toBe(inside(some, at) && !inside(others, at));
      expect(totalLength(left)).toBeLessThanOrEqual(totalLength(some));
    }),
  );
});

test('nothing is kept beyond the bounds', () => {
  expect(within([span(0, 4), span(6, 10), span(12, 14)], span(3, 12))).toEqual([span(3, 4), span(6, 10)]);
});
