import { expect, test } from 'vitest';
import { type Entry, nextSource, readEntry } from '../../../cells/spot/entry.ts';
import { spotValue } from '../../../cells/spot/server.ts';
import { contextOf } from '../live-topics.ts';
import { morningSpots, spotOf } from './fixture.ts';

const find = contextOf({}).instrument;
const value = spotValue({}, morningSpots, find);

test.each<[string, Entry]>([
  ['', { kind: 'empty' }],
  [
    '110-17',
    { kind: 'price', instrument: 'ZNZ6', price: '110-17', said: "110'170, dash, 0.0% from 110'165", far: false },
  ],
  [
    'zn 110-16+',
    { kind: 'price', instrument: 'ZNZ6', price: '110-16+', said: "110'165, plus, 0.0% from 110'165", far: false },
  ],
  [
    'ES 6,130.25',
    { kind: 'price', instrument: 'ESZ6', price: '6,130.25', said: '6130.25, decimal, 0.1% from 6123.375', far: false },
  ],
  ['98-16', { kind: 'price', instrument: 'ZNZ6', price: '98-16', said: "98'160, dash, 10.9% from 110'165", far: true }],
  ['GC 4060.5', { kind: 'elsewhere', instrument: 'GC', price: '4060.5' }],
  ['110-085', { kind: 'ambiguous', instrument: 'ZNZ6', readings: ["110'08.5", "110'08.625"] }],
  ["110'4", { kind: 'wrong', said: `expected two digits of 32nds after ' at character 5 of "110'4".` }],
  ['ZN', { kind: 'wrong', said: 'Write a price after ZN.' }],
])('%j means %j', (text, expected) => expect(readEntry(text, value, 'ZNZ6')).toEqual(expected));

test('sources are gone through one by one, and then the order decides again', () => {
  const offers = [
    { source: 'manual', price: '110.5' },
    { source: 'venue mid', price: '110.25' },
  ];
  const next = (choice?: string) =>
    nextSource(spotValue({}, { askBeyondPercent: 5, spots: [spotOf('ZNZ6', offers, choice)] }, find).rows[0]!);
  expect([next(), next('manual'), next('venue mid')]).toEqual(['manual', 'venue mid', null]);
});
