import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryWith } from '../../views/address.ts';

describe('the query of an address', () => {
  const cases: readonly [string, Record<string, string | null>, string][] = [
    ['', {}, ''],
    ['', { day: '2026-11-20', accounts: 'A,B' }, '?day=2026-11-20&accounts=A,B'],
    ['?day=x&a=1', { day: 'y' }, '?day=y&a=1'],
    ['?a=1&day=x&day=z&b', { day: 'y' }, '?a=1&day=y&b'],
    ['?day=x', { day: null }, ''],
    ['?download&day=x', { day: null, side: null }, '?download'],
    ['', { text: 'a b&c=d+e#f"é%' }, '?text=a%20b%26c%3Dd%2Be%23f%22%C3%A9%25'],
    ['?text=', { text: '' }, '?text='],
    ['?%E0%A4%A=1', { day: 'y' }, '?%E0%A4%A=1&day=y'],
    ['?period=last-5', { period: '2026-11-02..2026-11-06' }, '?period=2026-11-02..2026-11-06'],
  ];
  test.each(cases)('%j with %j', (query, settings, expected) =>
    expect(queryWith(query, new Map(Object.entries(settings)))).toBe(expected),
  );

  test('says what it was given, as any reader of addresses reads it, and stays as it is when told again', () => {
    const names = fc.constantFrom('day', 'side', 'period', 'least');
    const settings = fc.array(fc.tuple(names, fc.option(fc.string({ unit: 'grapheme' }))), { maxLength: 5 });
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        const query = queryWith(queryWith('?kept=1', new Map(before)), new Map(after));
        const wanted = new Map([...before, ...after]);
        const read = new URLSearchParams(query);
        expect(read.get('kept')).toBe('1');
        for (const [name, setting] of wanted) expect([name, read.get(name)]).toEqual([name, setting]);
        expect(queryWith(query, new Map(after))).toBe(query);
      }),
    );
  });
});
