import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../../../core/model/instrument.ts';
import { priceFromDecimal } from '../../../../../core/model/price.ts';
import { DAY, type TradeDate } from '../../../../../core/model/time.ts';
import { Worth } from '../../../../../server/simulators/exchange/derived/worth.ts';
import { registry, START } from '../instruments.ts';

const expiry = '2026-12-01' as TradeDate;
const worthOf = (option?: Instrument['option']): Worth => {
  const instrument = registry.dated({ root: 'NIFTY', expiry, ...(option ? { option } : {}) });
  if (instrument === undefined) throw new Error('There is no such contract.');
  return new Worth(instrument, { volatility: 0.13, calendars: registry.calendars });
};
const strike = priceFromDecimal('24000');
const [future, call, put] = [worthOf(), worthOf({ strike, right: 'call' }), worthOf({ strike, right: 'put' })];

describe('what contracts are worth', () => {
  it('is the underlying with interest, and by parity', () => {
    const years = (future.expires - START) / (365 * DAY);
    const [forward, ofCall, ofPut] = [future, call, put].map((each) => each.points(24_300, START)) as [
      number,
      number,
      number,
    ];
    expect(forward).toBeCloseTo(24_300 * Math.exp(0.065 * years), 9);
    expect(ofCall - ofPut).toBeCloseTo(Math.exp(-0.065 * years) * (forward - 24_000), 6);
    expect(ofPut).toBeGreaterThan(0);
  });

  it('is what it is in the money from the close of its last trade date on, 15:30 in India', () => {
    expect(new Date(call.expires / 1_000).toISOString()).toBe('2026-12-01T10:00:00.000Z');
    expect([future, call, put].map((each) => each.points(24_300, call.expires))).toEqual([24_300, 300, 0]);
    expect(call.ticks(24_300, call.expires)).toBe(6_000);
  });

  it('is farther for a strike farther away, and never for a future', () => {
    expect(future.distance(24_300, START)).toBe(0);
    expect(call.distance(24_300, START)).toBeLessThan(call.distance(25_000, START));
  });

  it('is of nothing that has no last trade date', () => {
    expect(() => new Worth(registry.front('NIFTY'), { volatility: 0.13 })).toThrow(
      'NIFTY has no last trade date, so nothing follows from its underlying.',
    );
  });
});
