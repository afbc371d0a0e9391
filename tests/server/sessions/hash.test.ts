import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../server/sessions/hash.ts';

const result = { columns: [{ name: 'x', type: 'INTEGER' }], rows: [[1]], rowCount: 1, hash: 'h', milliseconds: 3 };

describe('the hash of a value', () => {
  it.each([
    ['the same value', { a: 1 }, { a: 1 }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['nothing and null', undefined, null, false],
    ['a result that took longer', result, { ...result, milliseconds: 900 }, true],
    ['a result inside of a value that took longer', { data: result }, { data: { ...result, milliseconds: 900 } }, true],
    ['a result of other rows', result, { ...result, hash: 'i' }, false],
    ['a result of which more is shown', result, { ...result, rows: [[1], [2]] }, false],
    ['a result of other columns', result, { ...result, columns: [] }, false],
  ])('of %s', (_, a, b, equal) => {
    expect(hashOf(a) === hashOf(b)).toBe(equal);
  });
});
