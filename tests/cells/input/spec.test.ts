import { describe, expect, test } from 'vitest';
import { props } from '../../../cells/input/schema.ts';
import { initial, parse } from '../../../cells/input/spec.ts';
import type { TradeDate } from '../../../core/model/time.ts';

const context = { tradeDate: '2026-11-20' as TradeDate, instruments: ['ESZ6', 'ZNZ6'] };

describe('the value an input begins with', () => {
  const cases: readonly [unknown, unknown][] = [
    [{ type: 'number' }, { type: 'number', value: 0 }],
    [
      { type: 'number', default: 2.5 },
      { type: 'number', value: 2.5 },
    ],
    [
      { type: 'number', default: 5, step: 1, min: 1 },
      { type: 'integer', value: 5 },
    ],
    [{ type: 'text' }, { type: 'text', value: '' }],
    [
      { type: 'text', default: 7 },
      { type: 'text', value: '7' },
    ],
    [{ type: 'date' }, { type: 'date', value: '2026-11-20' }],
    [
      { type: 'date', default: '2026-11-02' },
      { type: 'date', value: '2026-11-02' },
    ],
    [
      { type: 'choice', choices: ['a', 'b'] },
      { type: 'text', value: 'a' },
    ],
    [
      { type: 'choice', choices: [1, 2], default: 2 },
      { type: 'text', value: '2' },
    ],
    [
      { type: 'choice', choices: 'instruments' },
      { type: 'text', value: 'ESZ6' },
    ],
    [
      { type: 'choice', choices: 'instruments', default: 'ZNZ6' },
      { type: 'text', value: 'ZNZ6' },
    ],
    [
      { type: 'choice', choices: 'accounts' },
      { type: 'text', value: '' },
    ],
  ];
  test.each(cases)('%j', (given, expected) => expect(initial(props.parse(given), context)).toEqual(expected));
});

describe('what a person types', () => {
  const cases: readonly [unknown, string, unknown][] = [
    [{ type: 'number' }, ' 2.5 ', { type: 'number', value: 2.5 }],
    [{ type: 'number' }, '-1e3', { type: 'number', value: -1000 }],
    [{ type: 'number', min: 1, max: 25, step: 1 }, '25', { type: 'integer', value: 25 }],
    [{ type: 'number', step: 0.1 }, '0.3', { type: 'number', value: 0.3 }],
    [{ type: 'text' }, " it's $x ", { type: 'text', value: " it's $x " }],
    [{ type: 'date' }, '2024-02-29', { type: 'date', value: '2024-02-29' }],
    [{ type: 'choice', choices: ['Maker', 'Taker'] }, 'maker', { type: 'text', value: 'Maker' }],
    [{ type: 'choice', choices: 'instruments' }, 'znz6', { type: 'text', value: 'ZNZ6' }],
    [{ type: 'choice', choices: 'accounts' }, 'Demo-1', { type: 'text', value: 'Demo-1' }],
  ];
  test.each(cases)('%j %j', (given, text, expected) => expect(parse(props.parse(given), text)).toEqual(expected));
});

describe('what does not fit is refused with a sentence', () => {
  const cases: readonly [unknown, string, string][] = [
    [{ type: 'number' }, '1,000', '"1,000" is not a number. Write one such as 2.5.'],
    [{ type: 'number', min: 1, max: 25 }, '', 'Nothing is not a number. Write one such as 2.5 from 1 to 25.'],
    [{ type: 'number' }, 'Infinity', '"Infinity" is not a number. Write one such as 2.5.'],
    [{ type: 'number' }, '1e999', '"1e999" is not a number. Write one such as 2.5.'],
    [{ type: 'number', min: 1, max: 25 }, '40', '40 is out of range: expected a number from 1 to 25.'],
    [{ type: 'number', min: 1 }, '0', '0 is out of range: expected a number of at least 1.'],
    [{ type: 'number', max: 1 }, '2', '2 is out of range: expected a number of at most 1.'],
    [{ type: 'number', min: 1, step: 2 }, '4', '4 does not fit: expected steps of 2 from 1.'],
    [{ type: 'text' }, 'x'.repeat(501), 'The text is 501 characters long; at most 500 fit.'],
    [{ type: 'date' }, '20.11.2026', '"20.11.2026" is not a date. Write year, month and day, as in 2026-11-20.'],
    [{ type: 'date' }, '2026-02-30', '"2026-02-30" is not a date. Write year, month and day, as in 2026-11-20.'],
    [{ type: 'date' }, '1812-01-01', '1812-01-01 is out of range: expected a date from 1970-01-01 to 2199-12-31.'],
    [{ type: 'choice', choices: ['a', 'b'] }, 'c', '"c" is not a choice: expected one of a, b.'],
    [
      { type: 'choice', choices: Array.from({ length: 15 }, (_, index) => index) },
      'x',
      '"x" is not a choice: expected one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more.',
    ],
    [
      { type: 'choice', choices: 'instruments' },
      "Z'; --",
      '"Z\'; --" is no name of one of the instruments: names hold letters, digits, and . _ - only.',
    ],
  ];
  test.each(cases)('%j %j', (given, text, message) =>
    expect(() => parse(props.parse(given), text)).toThrow(new Error(message)),
  );
});

describe('properties that do not fit', () => {
  const cases: readonly [unknown, string][] = [
    [{ type: 'number', min: 5, max: 1 }, 'min is 5 and max is 1; min must not be above max'],
    [{ type: 'choice', choices: ['a'], default: 'b' }, 'b is not one of the choices'],
    [{ type: 'date', default: 'yesterday' }, 'expected today or a date such as 2026-11-20'],
    [{ type: 'text', defualt: 'x' }, 'Unrecognized key: "defualt"'],
  ];
  test.each(cases)('%j', (given, message) => expect(props.safeParse(given).error?.issues[0]?.message).toBe(message));
});
