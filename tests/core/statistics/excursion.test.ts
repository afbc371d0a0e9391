import { describe, expect, it } from 'vitest';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';
import { excursion, extremesWithin, type OpenTrade, type PriceRange } from '../../../core/statistics/excursion.ts';

const at = (minute: number) => instant(minute * MINUTE);
const bar = (minute: number, low: string, high: string): PriceRange => ({
  from: at(minute),
  to: at(minute + 1),
  low: priceFromDecimal(low),
  high: priceFromDecimal(high),
});
const bars = [bar(0, '99', '120'), bar(1, '108', '111'), bar(2, '107', '110.5'), bar(3, '50', '200')];
const trade = (side: OpenTrade['side'], entry: string, exit: string): OpenTrade => ({
  side,
  quantity: 2,
  multiplier: 1_000,
  entryPrice: priceFromDecimal(entry),
  exitPrice: priceFromDecimal(exit),
  opened: at(0.5),
  closed: at(3.5),
});

describe('excursions', () => {
  it.each([
    ['long, by bars that lie within', 'long', '110', '110.25', '-6000', '2000'],
    ['short, the other way around', 'short', '110', '110.25', '-2000', '6000'],
    ['an exit beyond every bar counts', 'long', '110', '106', '-8000', '2000'],
  ] as const)('%s', (_, side, entry, exit, adverse, favorable) => {
    const given = trade(side, entry, exit);
    const seen = excursion(given, extremesWithin(bars, given.opened, given.closed));
    expect([moneyToDecimal(seen.adverse), moneyToDecimal(seen.favorable)]).toEqual([adverse, favorable]);
  });

  it('knows only the executions where no bar lies within', () => {
    const given = { ...trade('short', '110', '109'), closed: at(0.9) };
    expect(extremesWithin(bars, given.opened, given.closed)).toBeUndefined();
    expect(excursion(given)).toEqual({ adverse: 0, favorable: 2_000e6 });
  });

  it('takes ticks, which are over at once', () => {
    const tick = (minute: number, price: string): PriceRange => ({ ...bar(minute, price, price), to: at(minute) });
    const ticks = [tick(0.5, '109'), tick(1, '111'), tick(3.5, '112'), tick(3.6, '90')];
    expect(extremesWithin(ticks, at(0.5), at(3.5))).toEqual({
      low: priceFromDecimal('109'),
      high: priceFromDecimal('112'),
    });
  });
});
