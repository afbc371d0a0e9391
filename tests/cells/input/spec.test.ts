import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type InputProps, props } from '../../../cells/input/schema.ts';
import { initial, names, parse } from '../../../cells/input/spec.ts';
import type { ParamValue } from '../../../cells/kind.ts';
import { inputContext } from './context.ts';

const text = (value: string): ParamValue => ({ type: 'text', value });
const number = (value: number): ParamValue => ({ type: 'number', value });
const integer = (value: number): ParamValue => ({ type: 'integer', value });
const date = (value: string): ParamValue => ({ type: 'date', value });
const list = (...value: string[]): ParamValue => ({ type: 'list', value });
const yes: ParamValue = { type: 'boolean', value: true };
const no: ParamValue = { type: 'boolean', value: false };

const percent = { type: 'range', min: 0, max: 100, step: 5 };
const percents = { ...percent, default: [0, 100] };
const sides = { type: 'select', multiple: true, options: ['buy', 'sell', 'a,b'] };
const query = { type: 'select', query: 'select 1' };

describe('the setting an input begins with', () => {
  const cases: readonly [unknown, string, readonly ParamValue[]][] = [
    [{ type: 'number' }, '0', [number(0)]],
    [{ type: 'number', default: 2.5 }, '2.5', [number(2.5)]],
    [{ type: 'number', default: 5, step: 1, min: 1 }, '5', [integer(5)]],
    [{ type: 'text' }, '', [text('')]],
    [{ type: 'text', default: 7 }, '7', [text('7')]],
    [{ type: 'date' }, 'today', [date('2026-11-20')]],
    [{ type: 'date', default: '2026-11-02' }, '2026-11-02', [date('2026-11-02')]],
    [{ type: 'toggle' }, 'false', [no]],
    [{ type: 'toggle', default: true }, 'true', [yes]],
    [percent, '0', [integer(0)]],
    [{ ...percent, default: 25 }, '25', [integer(25)]],
    [{ ...percent, default: [10, 90] }, '10..90', [integer(10), integer(90)]],
    [{ type: 'range', min: 0, max: 1, step: 0.1, default: 0.3 }, '0.3', [number(0.3)]],
    [{ type: 'select', options: ['a', 'b'] }, 'a', [text('a')]],
    [{ type: 'choice', choices: [1, 2], default: 2 }, '2', [text('2')]],
    [{ type: 'choice', choices: 'instruments' }, 'ESZ6', [text('ESZ6')]],
    [{ type: 'select', options: 'instruments', default: 'ZNZ6' }, 'ZNZ6', [text('ZNZ6')]],
    [{ type: 'select', options: 'accounts' }, '', [text('')]],
    [query, '', [text('')]],
    [sides, '', [list()]],
    [{ ...sides, default: ['a,b', 'buy'] }, '"a,b",buy', [list('a,b', 'buy')]],
    [{ ...sides, default: 'buy' }, 'buy', [list('buy')]],
    [{ type: 'dates' }, 'week', [date('2026-11-16'), date('2026-11-20')]],
    [{ type: 'dates', default: 'last 5' }, 'last-5', [date('2026-11-16'), date('2026-11-20')]],
    [
      { type: 'dates', default: ['2026-11-02', '2026-11-06'] },
      '2026-11-02..2026-11-06',
      [date('2026-11-02'), date('2026-11-06')],
    ],
  ];
  test.each(cases)('%j', (given, said, values) =>
    expect(initial(props.parse(given), inputContext)).toEqual({ text: said, values }),
  );

  test.each([
    ['DEMO', '10001'],
    ['10002', '10002'],
    [undefined, '10001'],
  ])('of accounts is one that the venue has: %s is %s', (standard, expected) => {
    const input = props.parse({ type: 'select', options: 'accounts', default: standard });
    expect(initial(input, { ...inputContext, accounts: ['10001', '10002'] }).text).toBe(expected);
  });
});

describe('what a person types', () => {
  const cases: readonly [unknown, string, string, readonly ParamValue[]][] = [
    [{ type: 'number' }, ' 2.5 ', '2.5', [number(2.5)]],
    [{ type: 'number' }, '-1e3', '-1000', [number(-1000)]],
    [{ type: 'number' }, '-0', '0', [number(0)]],
    [{ type: 'number', min: 1, max: 25, step: 1 }, '25', '25', [integer(25)]],
    [{ type: 'number', step: 0.1 }, '0.3', '0.3', [number(0.3)]],
    [{ type: 'text' }, " it's $x ", " it's $x ", [text(" it's $x ")]],
    [{ type: 'date' }, '2024-02-29', '2024-02-29', [date('2024-02-29')]],
    [{ type: 'date', default: '2026-11-02' }, 'Today', 'today', [date('2026-11-20')]],
    [{ type: 'toggle' }, ' On ', 'true', [yes]],
    [{ type: 'toggle', default: true }, '0', 'false', [no]],
    [percent, '35', '35', [integer(35)]],
    [percents, '15 .. 20', '15..20', [integer(15), integer(20)]],
    [
      { type: 'range', min: -1, max: 1, step: 0.5, default: [-1, 1] },
      '-0.5...5',
      '-0.5..0.5',
      [number(-0.5), number(0.5)],
    ],
    [{ type: 'select', options: ['Maker', 'Taker'] }, 'maker', 'Maker', [text('Maker')]],
    [{ type: 'select', options: 'instruments' }, 'znz6', 'ZNZ6', [text('ZNZ6')]],
    [{ type: 'select', options: 'accounts' }, 'Demo-1', 'Demo-1', [text('Demo-1')]],
    [query, " any 'thing' ", " any 'thing' ", [text(" any 'thing' ")]],
    [sides, '"a,b", BUY ,buy', 'buy,"a,b"', [list('buy', 'a,b')]],
    [{ ...query, multiple: true }, 'B,A,B', 'B,A', [list('B', 'A')]],
    [{ type: 'dates' }, 'Last 20', 'last-20', [date('2026-10-26'), date('2026-11-20')]],
    [{ type: 'dates' }, '2026-11-02..2026-11-02', '2026-11-02..2026-11-02', [date('2026-11-02'), date('2026-11-02')]],
  ];
  test.each(cases)('%j %j', (given, typed, said, values) =>
    expect(parse(props.parse(given), typed, inputContext)).toEqual({ text: said, values }),
  );

  test('what is chosen may stay though the file offers it no more', () => {
    const chosen = (given: unknown, typed: string, present: string) =>
      parse(props.parse(given), typed, { ...inputContext, present }).text;
    expect(chosen({ type: 'select', options: ['a'] }, 'gone', 'gone')).toBe('gone');
    expect(chosen(sides, 'gone,sell', 'gone,buy')).toBe('sell,gone');
    expect(() => chosen(sides, 'gone,lost', 'gone')).toThrow('"lost" is not a choice: expected one of buy, sell, a,b.');
  });
});

describe('what does not fit is refused with a sentence', () => {
  const noDates =
    '"soon" is no period. Write two days, as in 2026-11-01..2026-11-20, or today, week, last-5, month, quarter or year.';
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
    [{ type: 'toggle' }, 'maybe', '"maybe" is neither on nor off: expected true or false.'],
    [percent, '33', '33 does not fit: expected steps of 5 from 0.'],
    [percents, '5', '"5" is no range. Write both ends, as in 0..100.'],
    [percents, '10..5', '10 is above 5: write the lower end first.'],
    [percents, '0..105', '105 is out of range: expected a number from 0 to 100.'],
    [{ type: 'select', options: ['a', 'b'] }, 'c', '"c" is not a choice: expected one of a, b.'],
    [
      { type: 'select', options: Array.from({ length: 15 }, (_, index) => index) },
      'x',
      '"x" is not a choice: expected one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more.',
    ],
    [
      { type: 'select', options: 'instruments' },
      "Z'; --",
      '"Z\'; --" is no name of one of the instruments: names hold letters, digits, and . _ - only.',
    ],
    [query, 'x'.repeat(201), 'The choice is 201 characters long; at most 200 fit.'],
    [sides, '"buy', '"buy has a quote that is not closed or not doubled. Write "a ""b""" for a "b".'],
    [{ type: 'dates' }, 'soon', noDates],
    [{ type: 'dates' }, '2026-11-06..2026-11-02', '2026-11-06 is after 2026-11-02: write the earlier day first.'],
    [
      { type: 'dates' },
      '2026-11-31..2026-12-02',
      '"2026-11-31" is not a date. Write year, month and day, as in 2026-11-20.',
    ],
  ];
  test.each(cases)('%j %j', (given, typed, message) =>
    expect(() => parse(props.parse(given), typed, inputContext)).toThrow(new Error(message)),
  );
});

describe('properties that do not fit', () => {
  const noDates = 'expected two days, as in 2026-11-01..2026-11-20, or today, week, last-5, month, quarter or year';
  const cases: readonly [unknown, string, string][] = [
    [{ type: 'number', min: 5, max: 1 }, 'min', 'min is 5 and max is 1; min must not be above max'],
    [{ type: 'choice', choices: ['a'], default: 'b' }, 'default', 'b is not one of the options'],
    [{ type: 'date', default: 'yesterday' }, 'default', 'expected today or a date such as 2026-11-20'],
    [{ type: 'text', defualt: 'x' }, '', 'Unrecognized key: "defualt"'],
    [{ type: 'choice', choices: ['a'], options: ['a'] }, '', 'Unrecognized key: "choices"'],
    [{ ...percent, default: 7 }, 'default', '7 is not a step of 5 from 0'],
    [{ ...percent, default: [5, 105] }, 'default', '105 is not between min 0 and max 100'],
    [{ ...percent, default: [10, 5] }, 'default', 'the lower end comes first'],
    [{ type: 'select' }, 'options', 'a select takes its choices from either options or query'],
    [{ ...query, options: ['a'] }, 'options', 'a select takes its choices from either options or query'],
    [{ ...query, default: ['a', 'b'] }, 'default', 'several defaults need multiple: true'],
    [{ type: 'dates', default: '2026-11-06..2026-11-02' }, 'default', noDates],
  ];
  test.each(cases)('%j', (given, where, message) => {
    const issue = props.safeParse(given).error?.issues[0];
    expect([issue?.path.join('.'), issue?.message]).toEqual([where, message]);
  });
});

describe('the names an input gives', () => {
  const cases: readonly [unknown, readonly string[]][] = [
    [{ type: 'date' }, ['it']],
    [{ type: 'dates' }, ['it_from', 'it_to']],
    [percent, ['it']],
    [percents, ['it_from', 'it_to']],
    [{ type: 'number', default: [5, 10] }, ['it']],
    [undefined, ['it']],
    ['dates', ['it']],
  ];
  test.each(cases)('%j', (raw, given) => expect(names(raw, 'it')).toEqual(given));

  test('are as many as there are values', () => {
    for (const raw of [{ type: 'dates' }, percent, percents, sides, query]) {
      expect(initial(props.parse(raw), inputContext).values).toHaveLength(names(raw, 'it').length);
    }
  });
});

const quoted = (item: string): string => `"${item.replaceAll('"', '""')}"`;
const dayAfter = (count: number): string => new Date(count * 86_400_000).toISOString().slice(0, 10);

/** Inputs of any kind with text that they may be given. */
const settable: fc.Arbitrary<readonly [InputProps, string]> = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => [{ type: 'number' }, String(value)] as const),
    fc.string({ maxLength: 500 }).map((typed) => [{ type: 'text' }, typed] as const),
    fc.boolean().map((on) => [{ type: 'toggle' }, String(on)] as const),
    fc.tuple(fc.nat(20), fc.nat(20)).map(
      (ends) =>
        [
          percents,
          ends
            .sort((a, b) => a - b)
            .map((end) => end * 5)
            .join('..'),
        ] as const,
    ),
    fc.string({ maxLength: 200 }).map((typed) => [query, typed] as const),
    fc
      .array(fc.string({ maxLength: 20 }), { maxLength: 8 })
      .map((items) => [{ ...query, multiple: true }, items.map(quoted).join(',')] as const),
    fc
      .constantFrom('today', 'week', 'last 7', 'LAST-20', 'month', 'quarter', 'year')
      .map((word) => [{ type: 'dates' }, word] as const),
    fc
      .tuple(fc.nat(80_000), fc.nat(3_000))
      .map(([from, length]) => [{ type: 'dates' }, `${dayAfter(from)} .. ${dayAfter(from + length)}`] as const),
  )
  .map(([raw, typed]) => [props.parse(raw), typed]);

test('the text of a setting, read again, is that setting', () => {
  fc.assert(
    fc.property(settable, ([checked, typed]) => {
      const setting = parse(checked, typed, inputContext);
      expect(parse(checked, setting.text, inputContext)).toEqual(setting);
      expect(parse(checked, setting.text, { ...inputContext, present: setting.text })).toEqual(setting);
    }),
    { numRuns: 400 },
  );
});
