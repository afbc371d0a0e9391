import { expect, test } from 'vitest';
import { rank } from '../../../views/client/rank.ts';

const choices = [
  { word: 'Move down', about: '', group: 'This cell' },
  { word: 'Run what is stale', about: 'every cell', group: 'Notebook' },
  { word: 'ladder', about: 'Live depth of one instrument', group: 'Add a cell' },
  { word: 'sql', about: 'One SELECT over sources', group: 'Add a cell' },
  { word: 'ladder of ESZ6', about: 'a new cell', group: 'Instruments' },
  { word: 'rundown', group: 'Go to a cell' },
];

test.each([
  ['', ['Move down', 'Run what is stale', 'ladder', 'sql', 'ladder of ESZ6', 'rundown']],
  ['run', ['rundown', 'Run what is stale']],
  ['down', ['Move down', 'rundown']],
  ['ladder', ['ladder', 'ladder of ESZ6']],
  ['es', ['ladder of ESZ6']],
  ['one', ['sql', 'ladder']],
  ['add l', ['ladder', 'ladder of ESZ6']],
  ['notebook', ['Run what is stale']],
  ['add one', ['sql', 'ladder']],
  ['rwt', ['Run what is stale']],
  ['lds', ['ladder of ESZ6']],
  ['zzz', []],
])('%j finds', (query, words) => expect(rank(query, choices).map(({ choice }) => choice.word)).toEqual(words));

test('a group stands together, where its best is', () => {
  const mixed = [
    { word: 'fills', group: 'Sources' },
    { word: 'all fills', group: 'Cells' },
    { word: 'fills by minute', group: 'Sources' },
    { word: 'fi ll s', group: 'Cells' },
  ];
  expect(rank('fills', mixed).map(({ choice }) => `${choice.group}: ${choice.word}`)).toEqual([
    'Sources: fills',
    'Sources: fills by minute',
    'Cells: all fills',
    'Cells: fi ll s',
  ]);
});
