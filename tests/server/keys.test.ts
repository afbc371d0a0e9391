import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

/** Numbered ones are found by their stem: `size-1` as `size-`. */
test('every action of a kind is one that its element knows', () => {
  const unknown = kinds.flatMap((kind) => {
    const folder = path.join('cells', kind.name);
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
    const sources = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
    const stem = (name: string) => name.replace(/-\d+$/, '-');
    const known = (name: string) => new RegExp(`['"/^]${stem(name)}|\\b${stem(name)}:`).test(sources);
    return (kind.keys ?? []).filter(({ name }) => !known(name)).map(({ name }) => `${kind.name}.${name}`);
  });
  expect(unknown).toEqual([]);
});
