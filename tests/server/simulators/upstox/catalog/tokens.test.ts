import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokensOf } from '../../../../../server/simulators/upstox/catalog/tokens.ts';

it('numbers are each of one contract, and of the same ones whatever their order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 300 }), (ids) => {
      const tokens = tokensOf(ids);
      expect(new Set(tokens.values()).size).toBe(ids.length);
      expect([...tokens.values()].every((token) => /^\d{5,6}$/.test(token))).toBe(true);
      expect(tokensOf([...ids].reverse())).toEqual(tokens);
    }),
  );
});
