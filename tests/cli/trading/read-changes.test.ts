import { expect, it } from 'vitest';
import { readChanges } from '../../../server/cli/trading/read-changes.ts';

it.each<[string[], object]>([
  [[], {}],
  [['19500.00'], { price: '19500.00' }],
  [['2'], { quantity: 2 }],
  [['2', '19500.00'], { quantity: 2, price: '19500.00' }],
  [['2', '19500'], { quantity: 2, price: '19500' }],
  [["110'085"], { price: "110'085" }],
  [['110-08+'], { price: '110-08+' }],
  [['110 08.5'], { price: '110 08.5' }],
])('what %j changes', (words, changes) => {
  expect(readChanges(words)).toEqual(changes);
});

it.each<[string[], string]>([
  [['soon'], 'A quantity is a whole number, and a price has a decimal point or a tick mark; got "soon".'],
  [['0'], 'A quantity is a whole number, one or more; got "0".'],
  [['2.5', '19500.00'], 'A quantity is a whole number, one or more; got "2.5".'],
  [['2', 'x'], 'What comes after the quantity is a price, as 6100.25 or 110\'085; got "x".'],
])('%j says nothing', (words, sentence) => {
  expect(() => readChanges(words)).toThrow(sentence);
});
