import { expect, test } from 'vitest';
import { hinted, keyOf, keyText } from '../../views/keys.ts';

test.each([
  ['j', 'j'],
  ['Shift-Enter', '⇧⏎'],
  ['Ctrl-K', 'Ctrl K'],
  ['Ctrl-Shift-K', 'Ctrl ⇧ K'],
  ['Meta-K', '⌘K'],
  ['d d', 'd d'],
  ['-', '-'],
  ['Ctrl--', 'Ctrl -'],
  ['ArrowUp', '↑'],
])('%s is shown as %s', (keys, text) => expect(keyText(keys)).toBe(text));

test('a hint has the first key, and no brackets where there is none', () => {
  const table = { run: ['Shift-Enter', 'Ctrl-S'], stop: [] };
  expect([keyOf(table, 'run'), hinted('Run', table, 'run'), hinted('Stop', table, 'stop')]).toEqual([
    '⇧⏎',
    'Run (⇧⏎)',
    'Stop',
  ]);
});
