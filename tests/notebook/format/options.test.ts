import { describe, expect, test } from 'vitest';
import { milliseconds, readOptions } from '../../../notebook/format/index.ts';

describe('a duration', () => {
  const cases: readonly [string, number | undefined][] = [
    ['250ms', 250],
    ['1s', 1_000],
    ['1.5s', 1_500],
    ['5m', 300_000],
    ['24h', 86_400_000],
    ['25h', undefined],
    ['10ms', undefined],
    ['1', undefined],
    ['-1s', undefined],
    ['1 s', undefined],
    ['s', undefined],
  ];
  test.each(cases)('%j is %j ms', (text, expected) => expect(milliseconds(text)).toBe(expected));
});

test('options are read for the code that relies on them, and what does not fit counts as absent', () => {
  expect(readOptions({})).toEqual({ policy: 'auto', version: 1, collapsed: false });
  expect(
    readOptions({ every: '1s', span: '4', rows: '40', policy: 'frozen', collapsed: 'true', v: '3', other: 'x' }),
  ).toEqual({
    every: 1_000,
    span: 4,
    rows: 40,
    policy: 'frozen',
    collapsed: true,
    version: 3,
  });
  expect(readOptions({ every: 'fast', span: '0', rows: '41', policy: 'never', v: '0' })).toEqual({
    policy: 'auto',
    collapsed: false,
    version: 1,
  });
});
