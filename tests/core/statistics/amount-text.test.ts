import { describe, expect, it } from 'vitest';
import { readAmount, readReturn } from '../../../core/statistics/amount-text.ts';

describe('readAmount', () => {
  it.each([
    ['-1234.50', -1_234_500_000],
    ['$1,234.5', 1_234_500_000],
    ['(50.25)', -50_250_000],
    ['+7', 7_000_000],
    ['.5', 500_000],
    ['5.', 5_000_000],
    ['1e3', 1_000_000_000],
    ['0.010048', 10_048],
    ['12.300000000000001', 12_300_000],
    ['0.0000005', 0],
    ['0.0000015', 2],
    ['-0.00', 0],
  ])('%s', (text, micros) => {
    expect(readAmount(text)).toBe(micros);
  });

  it.each(['', 'x', '1.2.3', '1,23', '--1', '0x10', 'NaN', '1e400', '99999999999'])('refuses %j', (text) => {
    expect(() => readAmount(text)).toThrow();
  });
});

describe('readReturn', () => {
  it.each([
    ['0.0125', 0.0125],
    ['1.25%', 0.0125],
    ['-1', -1],
    ['1e-3', 0.001],
  ])('%s', (text, value) => {
    expect(readReturn(text)).toBeCloseTo(value, 15);
  });

  it.each(['', '%', 'x', '-1.01', 'Infinity', '0x1'])('refuses %j', (text) => {
    expect(() => readReturn(text)).toThrow();
  });
});
