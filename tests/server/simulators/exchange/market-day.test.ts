import { describe, expect, it } from 'vitest';
import type { Bar, MarketTrade } from '../../../../core/model/market.ts';
import { type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { type Quantity, quantity } from '../../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../../core/model/time.ts';
import { MarketDay } from '../../../../server/simulators/exchange/market-day.ts';

const at = (text: string): Price => priceFromDecimal(text);
const bar = (open: string, high: string, low: string, close: string, volume: number): Bar => ({
  instrument: 'INFY',
  tsStart: 0 as Instant,
  open: at(open),
  high: at(high),
  low: at(low),
  close: at(close),
  volume: volume as Quantity,
});
const trade = (price: string, size: number, tsEvent: number): MarketTrade => ({
  instrument: 'INFY',
  price: at(price),
  quantity: quantity(size),
  aggressor: 'buy',
  tsEvent: tsEvent as Instant,
});
const DATE = '2026-11-18' as TradeDate;

describe('a day of a market', () => {
  it('goes on from its bars with trades and values', () => {
    const bars = [bar('100', '101', '99', '100', 10), bar('100', '103', '100', '102', 30)];
    const day = new MarketDay(DATE, at('98'), bars, at('102'), 1 as Instant);
    day.traded(trade('104', 10, 2));
    day.moved(at('98.5'), 3 as Instant);
    expect(day.state()).toEqual({
      tradeDate: DATE,
      open: at('100'),
      high: at('104'),
      low: at('98.5'),
      last: at('98.5'),
      previousClose: at('98'),
      volume: 50,
      averagePrice: at('102'),
      lastQuantity: 10,
      tsLastTrade: 2,
      tsChanged: 3,
    });
  });

  it('begins where it stands when nothing has traded', () => {
    expect(new MarketDay(DATE, at('98'), [], at('99'), 7 as Instant).state()).toEqual({
      tradeDate: DATE,
      open: at('99'),
      high: at('99'),
      low: at('99'),
      last: at('99'),
      previousClose: at('98'),
      volume: 0,
      averagePrice: at('99'),
      lastQuantity: 0,
      tsChanged: 7,
    });
  });
});
