import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatDateTime,
  formatDay,
  formatDuration,
  formatGain,
  formatInteger,
  formatMoney,
  formatPercent,
  formatSigned,
  formatTime,
  formatZone,
} from '../../core/format.ts';
import { moneyFromDecimal } from '../../core/model/money.ts';
import { DAY, fromMilliseconds, HOUR, instant, MINUTE, SECOND } from '../../core/model/time.ts';

const at = (iso: string) => fromMilliseconds(Date.parse(iso));

describe('money', () => {
  test.each([
    ['0', '0.00'],
    ['31.25', '31.25'],
    ['-31.25', '-31.25'],
    ['407890.625', '407,890.62'],
    ['-28.125', '-28.12'],
    ['28.135', '28.14'],
    ['0.005', '0.00'],
    ['-0.005', '0.00'],
    ['-0.015', '-0.02'],
    ['999.995', '1,000.00'],
    ['-1234567.891', '-1,234,567.89'],
    ['9000000000', '9,000,000,000.00'],
  ])('%s is %s', (text, expected) => {
    expect(formatMoney(moneyFromDecimal(text))).toBe(expected);
  });

  test('a sign on request, never on zero', () => {
    const signs = ['12.5', '-12.5', '0', '-0.001'].map((text) =>
      formatMoney(moneyFromDecimal(text), { sign: 'always' }),
    );
    expect(signs).toEqual(['+12.50', '-12.50', '0.00', '0.00']);
  });

  test('no decimals, or all six', () => {
    const value = moneyFromDecimal('-1234.500001');
    expect([formatMoney(value, { decimals: 0 }), formatMoney(value, { decimals: 6 })]).toEqual([
      '-1,235',
      '-1,234.500001',
    ]);
  });

  test('what is printed is within half a unit of what is', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (micros) => {
        const printed = BigInt(formatMoney(micros as never).replace(/[,.]/g, ''));
        const difference = printed * 10_000n - BigInt(micros);
        expect(difference <= 5_000n && difference >= -5_000n).toBe(true);
      }),
    );
  });
});

test('whole numbers', () => {
  expect([0, 7, -7, 999, 1_000, -1_234_567].map((value) => formatInteger(value))).toEqual([
    '0',
    '7',
    '-7',
    '999',
    '1,000',
    '-1,234,567',
  ]);
  expect([5, -3, 0, 1_500].map(formatSigned)).toEqual(['+5', '-3', '0', '+1,500']);
});

test('percent, half to even', () => {
  expect(
    [0.0234, -0.0234, 0.125, 0.375, -0.0001, Number.NaN].map((ratio) => formatPercent(ratio, { decimals: 0 })),
  ).toEqual(['2%', '-2%', '12%', '38%', '0%', '–']);
  expect(formatPercent(0.5, { sign: 'always' })).toBe('+50.0%');
});

test('P61, P62: the label of a shock; the currency is not part of money', () => {
  expect(formatPercent(0.025)).toBe('2.5%');
  expect(formatMoney(moneyFromDecimal('-0.5'))).toBe('-0.50');
});

describe('instants', () => {
  const winter = at('2026-11-23T16:31:07.250Z');
  const summer = at('2026-07-01T05:00:00.000Z');

  test('in the exchange’s zone', () => {
    expect([
      formatTime(winter, 'America/Chicago'),
      formatTime(winter, 'America/Chicago', 'seconds'),
      formatTime(winter, 'America/Chicago', 'minutes'),
      formatTime(summer, 'America/Chicago'),
      formatTime(winter, 'Asia/Kolkata'),
      formatDay(summer, 'Asia/Kolkata'),
      formatDateTime(winter, 'UTC'),
      formatZone(winter, 'America/Chicago'),
      formatZone(summer, 'America/Chicago'),
      formatZone(winter, 'Asia/Kolkata'),
    ]).toEqual([
      '10:31:07.250',
      '10:31:07',
      '10:31',
      '00:00:00.000',
      '22:01:07.250',
      '2026-07-01',
      '2026-11-23 16:31:07',
      'CST',
      'CDT',
      'IST',
    ]);
  });

  test('microseconds are cut', () => {
    expect(formatTime(instant(winter + 999), 'UTC')).toBe('16:31:07.250');
  });
});

test('durations and ages', () => {
  const lengths = [0, 850, 12_900, 4.25 * SECOND, 3 * MINUTE + 5 * SECOND, 2 * HOUR + 7 * MINUTE, 3 * DAY + 4 * HOUR];
  expect(lengths.map(formatDuration)).toEqual([
    '0 µs',
    '850 µs',
    '12 ms',
    '4.2 s',
    '3 min 05 s',
    '2 h 07 min',
    '3 d 4 h',
  ]);
  expect(lengths.map(formatAge)).toEqual(['now', 'now', 'now', '4 s', '3 min', '2 h', '3 d']);
});

test('sizes of data', () => {
  expect([0, 999, 1_000, 1_449, 2_000_000_000, 999_999].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '1.4 kB',
    '2.0 GB',
    '1.0 MB',
  ]);
});

test.each([
  ['12.5', 2, '+12.50', 'gain'],
  ['-0.125', 2, '-0.12', 'loss'],
  ['0', 2, '0.00', 'even'],
  ['0.004', 2, '0.00', 'even'],
  ['-0.4', 0, '0', 'even'],
  ['-1234.5', 0, '-1,234', 'loss'],
])('%s with %i decimals is %s, %s', (text, decimals, expected, sign) => {
  expect(formatGain(moneyFromDecimal(text), decimals)).toEqual({ text: expected, sign });
});
