import { expect, test } from 'vitest';
import { kinds } from '../../cells/index.ts';
import { keyTable } from '../../server/keys.ts';
import { actions } from '../../views/keymap.ts';

const allActions = [
  ...actions.map(({ name }) => name as string),
  ...kinds.flatMap((kind) => (kind.keys ?? []).map(({ name }) => `${kind.name}.${name}`)),
];

test('every action of the page and of the kinds is in the table once', () => {
  expect(Object.keys(keyTable(kinds, []))).toEqual(allActions);
  expect(new Set(allActions).size).toBe(allActions.length);
});

/** Saying every key once more has each of them checked, and against all others. */
test('the usual keys are well formed and do not meet', () => {
  const usual = keyTable(kinds, []);
  expect(keyTable(kinds, [{ file: 'usual', keys: usual }])).toEqual(usual);
});
