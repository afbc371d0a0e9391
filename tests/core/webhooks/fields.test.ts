import { expect, it } from 'vitest';
import { atPointer, Fields } from '../../../core/webhooks/fields.ts';

const body = { a: { 'b/c': [1, { '~': 'deep' }] }, Size: 3, word: ' Kauf ' };

const pointers: [pointer: string, value: unknown][] = [
  ['/a/b~1c/0', 1],
  ['/a/b~1c/1/~0', 'deep'],
  ['/a/b~1c/2', undefined],
  ['/a/b~1c/x', undefined],
  ['/a/constructor', undefined],
  ['/__proto__', undefined],
  ['/Size/0', undefined],
];
it.each(pointers)('%s points at %j', (pointer, value) => {
  expect(atPointer(body, pointer)).toEqual(value);
});

it('finds a name as it is, then without regard to case, and translates words', () => {
  const fields = new Fields(
    body,
    { size: 1, ...body },
    {
      quantity: { at: 'Size' },
      price: { at: 'WORD' },
      action: { at: '/word', words: { KAUF: 'BUY' } },
      symbol: { is: 'ES' },
      id: { at: 'toString' },
    },
  );
  expect(['quantity', 'price', 'action', 'symbol', 'id', 'time'].map((name) => fields.get(name as 'id'))).toEqual([
    ...[3, ' Kauf ', 'BUY', 'ES', undefined, undefined],
  ]);
  expect(() => fields.needed('id', 'say it')).toThrow('There is no toString; say it.');
});
