import { describe, expect, it } from 'vitest';
import { CellFailure } from '../../../cells/kind.ts';
import { relationNames, rowObjects } from '../../../cells/vega/datasets.ts';

describe('relationNames', () => {
  const cases: [string, Record<string, unknown>, string[]][] = [
    ['the one at the top', { data: { name: 'fills_by_minute' }, mark: 'bar' }, ['fills_by_minute']],
    [
      'those of layers',
      { layer: [{ data: { name: 'a' } }, { data: { name: 'b' } }, { data: { name: 'a' } }] },
      ['a', 'b'],
    ],
    [
      'a lookup',
      { data: { name: 'a' }, transform: [{ lookup: 'x', from: { data: { name: 'b' }, key: 'x' } }] },
      ['a', 'b'],
    ],
    ['not data of its own', { data: { values: [{ data: { name: 'inner' } }] }, mark: 'bar' }, []],
    ['not a dataset of its own', { datasets: { a: [{ x: 1 }] }, data: { name: 'a' } }, []],
    ['not what usermeta says', { usermeta: { data: { name: 'hidden' } }, data: { name: 'a' } }, ['a']],
  ];
  it.each(cases)('finds %s', (_, spec, expected) => expect(relationNames(spec)).toEqual(expected));

  it('refuses an address', () => {
    expect(() => relationNames({ layer: [{ data: { url: 'file:///secret.csv' } }] })).toThrow(CellFailure);
    expect(() => relationNames({ data: { url: 'x.csv' } })).toThrow('A chart may not load "x.csv".');
  });
});

describe('rowObjects', () => {
  it('gives numbers as doubles, times as digits without a zone and nulls as nulls', () => {
    const result = {
      columns: [
        { name: 'ts', type: 'TIMESTAMP' },
        { name: 'zoned', type: 'TIMESTAMP WITH TIME ZONE' },
        { name: 'day', type: 'DATE' },
        { name: 'pnl', type: 'DECIMAL(18,6)' },
        { name: 'fills', type: 'BIGINT' },
        { name: 'who', type: 'VARCHAR' },
        { name: 'none', type: 'BIGINT' },
      ],
      rows: [['2026-11-20 07:10:00', '2026-11-20 07:10:00.5+00', '2026-11-20', '-12.500000', '12', 'maker', null]],
      rowCount: 1,
      hash: '',
      milliseconds: 1,
    };
    expect(rowObjects(result)).toEqual([
      {
        ts: '2026-11-20T07:10:00',
        zoned: '2026-11-20T07:10:00.5',
        day: '2026-11-20T00:00:00',
        pnl: -12.5,
        fills: 12,
        who: 'maker',
        none: null,
      },
    ]);
  });
});
