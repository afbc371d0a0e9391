import { describe, expect, test } from 'vitest';
import { namesIn, positionAt, readBody, substitute } from '../../cells/body.ts';
import { type CellError, CellFailure, type Language, type ParamValue } from '../../cells/kind.ts';

function failure(run: () => unknown): CellError {
  try {
    run();
  } catch (error) {
    if (error instanceof CellFailure) return error.error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a body is read by its language', () => {
  const cases: readonly [Language, string, unknown][] = [
    ['sql', ' select $day\n', { sql: ' select $day\n' }],
    ['markdown', '# {zn.last}', { markdown: '# {zn.last}' }],
    ['json', '{"mark": "bar", "n": [1, null]}', { mark: 'bar', n: [1, null] }],
    ['json', ' \n', {}],
    ['yaml', '', {}],
    ['yaml', '# only a comment', {}],
    [
      'yaml',
      'instrument: $instrument\nrows: 12\nday: 2026-11-20\nfree: true\n',
      { instrument: '$instrument', rows: 12, day: '2026-11-20', free: true },
    ],
    ['yaml', 'choices: [a, b]\nlabel: "x: y"', { choices: ['a', 'b'], label: 'x: y' }],
    ['yaml', 'just text', 'just text'],
  ];
  test.each(cases)('%s %j', (language, body, expected) => expect(readBody(language, body)).toEqual(expected));
});

describe('an error has its position', () => {
  const cases: readonly [Language, string, [line: number, column: number, offset: number]][] = [
    ['json', '{"a": x}', [1, 7, 6]],
    ['json', '{\n  "a": 1,\n}', [3, 1, 12]],
    ['json', '{"a": 1', [1, 8, 7]],
    ['json', '{"a" 1}', [1, 6, 5]],
    ['json', '{} x', [1, 4, 3]],
    ['json', '["a\n"]', [1, 4, 3]],
    ['yaml', 'a: 1\nb: [1, 2\n', [3, 1, 14]],
    ['yaml', 'a: 1\na: 2', [2, 1, 5]],
    ['yaml', 'a: b: c', [1, 4, 3]],
  ];
  test.each(cases)('%s %j', (language, body, [line, column, offset]) => {
    const { code, position, message } = failure(() => readBody(language, body));
    expect({ code, position }).toEqual({ code: 'syntax', position: { line, column, offset } });
    expect(message).toMatch(/^This is not (JSON|YAML): .+\.$/);
  });

  test('counts lines and columns from one', () => {
    expect(positionAt('ab\ncd', 4)).toEqual({ offset: 4, line: 2, column: 2 });
  });

  test('of an alias that would grow without end', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdef'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[index]}`).join()}]`),
    ].join('\n');
    expect(failure(() => readBody('yaml', bomb)).code).toBe('syntax');
  });
});

describe('references to inputs', () => {
  const params = new Map<string, ParamValue>([
    ['instrument', { type: 'text', value: 'ZNZ6' }],
    ['depth', { type: 'integer', value: 12 }],
  ]);

  test('are properties that are exactly $name', () => {
    const raw = {
      instrument: '$instrument',
      deep: [{ rows: '$depth' }],
      text: 'of $instrument',
      $depth: 1,
      upper: '$Depth',
      none: null,
    };
    expect(namesIn(raw)).toEqual(['instrument', 'depth']);
    expect(substitute(raw, params)).toEqual({ ...raw, instrument: 'ZNZ6', deep: [{ rows: 12 }] });
  });

  test('stay alone in SQL and prose', () => {
    for (const raw of [{ sql: '$day' }, { markdown: '$day' }]) {
      expect(namesIn(raw)).toEqual([]);
      expect(substitute(raw, params)).toEqual(raw);
    }
  });

  test('to nothing are an error that says what to do', () => {
    expect(failure(() => substitute({ a: '$dya' }, params))).toEqual({
      code: 'unknown_name',
      message: 'There is no input dya in this notebook.',
      hint: 'Add an input cell named dya, or write the value itself in place of $dya.',
    });
  });
});
