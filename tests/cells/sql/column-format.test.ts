import { describe, expect, it } from 'vitest';
import type { Json } from '../../../cells/kind.ts';
import { columnFormat, shortType } from '../../../cells/sql/column-format.ts';

const shown = (name: string, type: string, values: readonly Json[]): string[] => {
  const format = columnFormat({ name, type }, values);
  return values.map((value) => {
    if (value === null) return 'null';
    const { text, pad, tone } = format.format(value);
    return `${text}${pad && `[${pad}]`}${tone && ` ${tone}`}`;
  });
};

describe('a column of a result', () => {
  const cases: readonly [string, string, readonly Json[], readonly string[]][] = [
    ['quantity', 'BIGINT', ['9007199254740993', '-1000', '0'], ['9,007,199,254,740,993', '-1,000', '0']],
    ['order_id', 'BIGINT', ['20261121'], ['20261121']],
    [
      'price',
      'DECIMAL(18,9)',
      ['110.265625000', '110.500000000', '1234.000000000'],
      ['110.265625', '110.50[0000]', '1234.00[0000]'],
    ],
    ['realized', 'DECIMAL(18,6)', ['1234.500000', '-31.250000', '0.000000'], ['+1,234.50 gain', '-31.25 loss', '0.00']],
    ['day_pnl', 'BIGINT', ['5', '-5'], ['+5 gain', '-5 loss']],
    ['subtotal', 'BIGINT', ['5'], ['5']],
    ['vwap', 'DOUBLE', [0.1 + 0.2, 3, 12345.678, 1e-9, 'NaN'], ['0.3[00]', '3[.000]', '12,345.678', '1e-9', 'NaN']],
    ['ts', 'TIMESTAMP', ['2026-11-21 10:31:00', null], ['2026-11-21 10:31', 'null']],
    [
      'ts',
      'TIMESTAMP',
      ['2026-11-21 10:31:00', '2026-11-21 10:31:07.25'],
      ['2026-11-21 10:31:00.000', '2026-11-21 10:31:07.250'],
    ],
    ['ts', 'TIMESTAMP', ['2026-11-21 00:00:00'], ['2026-11-21']],
    ['day', 'DATE', ['2026-11-21'], ['2026-11-21']],
    ['side', 'VARCHAR', ['buy', 'sell', 'both'], ['buy buy', 'sell sell', 'both']],
    ['ok', 'BOOLEAN', [true, false], ['true', 'false']],
    ['list', 'BIGINT[]', [['1', null]], ['["1",null]']],
  ];
  it.each(cases)('%s %s', (name, type, values, expected) => {
    expect(shown(name, type, values)).toEqual(expected);
  });

  it('aligns numbers only', () => {
    const align = (type: string) => columnFormat({ name: 'x', type }, []).align;
    expect(['HUGEINT', 'DECIMAL(5,2)', 'DOUBLE', 'VARCHAR', 'DATE', 'DECIMAL(5,2)[]'].map(align)).toEqual([
      'number',
      'number',
      'number',
      'text',
      'text',
      'text',
    ]);
  });

  it('keeps the whole number where digits are left out', () => {
    const format = columnFormat({ name: 'x', type: 'DOUBLE' }, [1 / 3]);
    expect(format.format(1 / 3)).toEqual({ text: '0.333333', pad: '', tone: '', title: '0.3333333333333333' });
  });
});

it('writes a long type by its first word', () => {
  expect(['DECIMAL(18,9)', "ENUM('working','filled','canceled')", 'TIMESTAMP WITH TIME ZONE'].map(shortType)).toEqual([
    'decimal(18,9)',
    'enum…',
    'timestamptz',
  ]);
});
