import { expect, test } from 'vitest';
import { instant } from '../../../../core/model/time.ts';
import { codeOf, loginUrl, tokenEnd } from '../../../../server/venues/kite/login.ts';

test.each([
  ['2026-11-20T23:59:59+05:30', '2026-11-21T06:00:00+05:30'],
  ['2026-11-21T00:00:00+05:30', '2026-11-21T06:00:00+05:30'],
  ['2026-11-21T05:59:59+05:30', '2026-11-21T06:00:00+05:30'],
  ['2026-11-21T06:00:00+05:30', '2026-11-22T06:00:00+05:30'],
  ['2026-12-31T09:15:00+05:30', '2027-01-01T06:00:00+05:30'],
])('a token of %s ends at %s', (from, to) => {
  expect(tokenEnd(instant(Date.parse(from) * 1_000))).toBe(Date.parse(to) * 1_000);
});

test('a login is at the page with the key', () => {
  const url = loginUrl('https://kite.zerodha.com/connect/login', 'a key');
  expect(url).toBe('https://kite.zerodha.com/connect/login?v=3&api_key=a+key');
});

test('the code is given by itself, or in the address that Kite sends to', () => {
  expect(codeOf(' abcDEF123 ')).toBe('abcDEF123');
  expect(codeOf('http://127.0.0.1/?request_token=abc1&action=login&status=success')).toBe('abc1');
  for (const wrong of ['', 'a b', 'http://127.0.0.1/?status=cancelled', 'x'.repeat(65)])
    expect(() => codeOf(wrong)).toThrow('That is no request token.');
});
