import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentIds } from '../../../core/pnl/recent-ids.ts';

test('an id is taken up once while it is remembered', () => {
  const ids = new RecentIds(2);
  expect(['a', 'a', 'b', 'a', 'c', 'b'].map((id) => ids.add(id))).toEqual([true, false, true, false, true, false]);
});

test('the last ids are remembered, and never more than twice as many', () => {
  const words = fc.array(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), words, (size, given) => {
      const ids = new RecentIds(size);
      const taken = given.filter((id) => ids.add(id));
      expect(taken.slice(-size).every((id) => ids.has(id))).toBe(true);
      expect(new Set(given.filter((id) => ids.has(id))).size).toBeLessThanOrEqual(2 * size);
    }),
  );
});
