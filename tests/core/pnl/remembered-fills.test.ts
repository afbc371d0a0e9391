import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executionId } from '../../../core/model/ids.ts';
import { RememberedFills } from '../../../core/pnl/remembered-fills.ts';
import { fillsOf } from './fills.ts';

const [any] = fillsOf([{ contracts: 1, price: '110' }]);
const fillOf = (id: string) => ({ ...any!, executionId: executionId(id) });

test('a fill is found by its id while it is remembered', () => {
  const remembered = new RememberedFills(2);
  const given = ['a', 'b', 'c', 'd', 'e'].map(fillOf);
  for (const fill of given) remembered.put(fill);
  expect(given.map(({ executionId: id }) => remembered.find(id))).toEqual([undefined, undefined, ...given.slice(2)]);
});

test('the last fills are remembered, and never more than twice as many', () => {
  const ids = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'0123-abcE'), minLength: 1, maxLength: 36 }), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), ids, (size, given) => {
      const remembered = new RememberedFills(size);
      const fills = given.map(fillOf);
      for (const fill of fills) remembered.put(fill);
      const found = fills.filter((fill) => remembered.find(fill.executionId) === fill);
      expect(found.slice(-size)).toEqual(fills.slice(-size));
      expect(found.length).toBeLessThan(2 * size + 1);
    }),
    { seed: 20261123 },
  );
});
