import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClientOrderId } from '../../../../core/model/ids.ts';
import { shortTags } from '../../../../server/venues/kite/tags.ts';

const id = (text: string): ClientOrderId => text as ClientOrderId;

test.each([
  ['D12', 'db0a1b2c3dD12'],
  ['D12.S1', 'db0a1b2c3dD12xS1'],
  ['H-7', 'db0a1b2c3dHy7'],
])('%s is readable in its tag', (text, tag) => {
  expect(shortTags('db0a1b2c3d').of(id(text))).toBe(tag);
  expect(shortTags('db0a1b2c3d').idOf(tag)).toBe(text);
});

test('tags of others are not ours', () => {
  const tags = shortTags('db0a1b2c3d');
  expect(['', 'web', 'db0a1b2c3d', 'db0a1b2c3e1', undefined].map((tag) => tags.idOf(tag))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('every id has one tag of at most 20 letters and digits, and is found by it where it is known', () => {
  const ids = fc.string({ minLength: 1, maxLength: 64, unit: fc.constantFrom(...'abcxyzDZ019.-_/'.split('')) });
  fc.assert(
    fc.property(fc.uniqueArray(ids, { maxLength: 20 }), (all) => {
      const tags = shortTags('db0a1b2c3d');
      const made = all.map((each) => tags.of(id(each)));
      expect(made.every((tag) => /^[A-Za-z0-9]{1,20}$/.test(tag))).toBe(true);
      expect(made.map((tag) => tags.idOf(tag))).toEqual(all);
      expect(shortTags('db0a1b2c3d').of(id('D1'))).toBe(tags.of(id('D1')));
    }),
  );
});
