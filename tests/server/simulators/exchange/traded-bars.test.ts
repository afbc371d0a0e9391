import { describe, expect, it } from 'vitest';
import type { Bar, MarketTrade } from '../../../../core/model/market.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { type Instant, MINUTE, SECOND } from '../../../../core/model/time.ts';
import { joined, TradedBars } from '../../../../server/simulators/exchange/traded-bars.ts';

const trade = (price: number, quantity: number, tsEvent: number): MarketTrade => ({
  instrument: 'X',
  price: price as Price,
  quantity: quantity as Quantity,
  aggressor: 'sell',
  tsEvent: tsEvent as Instant,
});
const bar = (minute: number, open: number, high: number, low: number, close: number, volume: number): Bar => ({
  instrument: 'X',
  tsStart: (minute * MINUTE) as Instant,
  open: open as Price,
  high: high as Price,
  low: low as Price,
  close: close as Price,
  volume: volume as Quantity,
});

const traded = new TradedBars();
for (const each of [trade(10, 1, SECOND), trade(12, 2, 2 * SECOND), trade(9, 3, 59 * SECOND), trade(11, 4, 2 * MINUTE)])
  traded.add(each);
const all = traded.between(0 as Instant, (9 * MINUTE) as Instant);

describe('bars of what has traded', () => {
  it('are of whole minutes, and none where nothing did', () => {
    expect(all).toEqual([bar(0, 10, 12, 9, 9, 6), bar(2, 11, 11, 11, 11, 4)]);
    expect(traded.between(MINUTE as Instant, (2 * MINUTE) as Instant)).toEqual([]);
  });

  it('are joined with what followed from an underlying', () => {
    expect(joined([bar(0, 11, 11, 10, 11, 5), bar(1, 11, 13, 11, 12, 5)], all)).toEqual([
      bar(0, 11, 12, 9, 9, 11),
      bar(1, 11, 13, 11, 12, 5),
      bar(2, 11, 11, 11, 11, 4),
    ]);
  });
});
