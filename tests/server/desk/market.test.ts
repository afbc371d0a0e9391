import { expect, test } from 'vitest';
import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';
import { InstrumentMarket } from '../../../server/desk/market.ts';

const tsStart = instant(1_381_154_400_000_000);
const at = priceFromDecimal;
const bar: Bar = {
  instrument: 'ESZ3',
  tsStart,
  open: at('1676'),
  high: at('1677'),
  low: at('1675.5'),
  close: at('1676.5'),
  volume: quantity(120),
};
const trade: MarketTrade = {
  instrument: 'ESZ3',
  price: at('1676.75'),
  quantity: quantity(3),
  aggressor: 'sell',
  tsEvent: instant(tsStart + 2 * MINUTE),
};
const nothing = { instrument: 'ESZ3', bids: [], asks: [], tsEvent: tsStart };

test('a bar is the last price at its close once it is over, its volume is of the day, and nobody traded', () => {
  const market = new InstrumentMarket('ESZ3');
  market.bar(bar);
  const { last, volumeAt, sessionVolume } = market.book(nothing, instant(tsStart + MINUTE));
  expect(last).toEqual({ instrument: 'ESZ3', price: bar.close, quantity: 120, tsEvent: tsStart + MINUTE });
  expect([...volumeAt]).toEqual([[bar.close, 120]]);
  expect(sessionVolume).toBe(120);
  expect(market.tape()).toEqual({ trades: [], total: 0, onlyBars: true });
});

test('a trade after bars is on the tape', () => {
  const market = new InstrumentMarket('ESZ3');
  market.bar(bar);
  market.trade(trade);
  expect(market.tape()).toEqual({ trades: [trade], total: 1 });
  expect(market.book(nothing, trade.tsEvent)).toMatchObject({ last: trade, sessionVolume: 123 });
});
