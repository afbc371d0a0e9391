import { expect, test } from 'vitest';
import { instant } from '../../../../../core/model/time.ts';
import type { VenueEvent } from '../../../../../core/venue/port.ts';
import { decodeFrame } from '../../../../../server/venues/kite/ticker/decode.ts';
import { Market } from '../../../../../server/venues/kite/ticker/market.ts';
import { type FullPacket, frameOf, fullPacket, words } from './frames.ts';

function marketOf() {
  const events: VenueEvent[] = [];
  const names = new Map([
    [258, 'INFY'],
    [265, 'NIFTY'],
  ]);
  const market = new Market({
    instrumentOf: (token) => names.get(token),
    emit: (event) => events.push(event),
    now: () => instant(0),
  });
  const told = (...packets: readonly Buffer[]) => {
    decodeFrame(frameOf(...packets), market.packet);
    return events.splice(0);
  };
  return { market, told };
}

const packet = (last: number, volume: number, more: Partial<FullPacket> = {}): Buffer =>
  fullPacket({ token: 258, last, volume, seconds: 9, bids: [[5, 99, 1]], asks: [[7, 101, 1]], ...more });

test('what traded between two packets is one trade, by the side that the quote before shows', () => {
  const { told, market } = marketOf();
  expect(told(packet(100, 50)).map(({ type }) => type)).toEqual(['depth', 'quote']);
  const quote = { instrument: 'INFY', bid: 99e7, bidSize: 5, ask: 101e7, askSize: 7, tsEvent: 9e6 };
  const trade = (price: number, quantity: number, aggressor: string) => ({
    type: 'trade',
    trade: { instrument: 'INFY', price: price * 1e7, quantity, aggressor, tsEvent: 9e6 },
  });
  expect(told(packet(101, 53))).toEqual([trade(101, 3, 'buy')]);
  expect(told(packet(99, 54, { bids: [] }))).toEqual([
    trade(99, 1, 'sell'),
    { type: 'depth', instrument: 'INFY' },
    { type: 'quote', quote: { instrument: 'INFY', bidSize: 0, ask: 101e7, askSize: 7, tsEvent: 9e6 } },
  ]);
  expect(told(packet(99, 54)).at(-1)).toEqual({ type: 'quote', quote });
  expect(told(packet(99, 54))).toEqual([]);
  expect(market.depth('INFY')?.bids).toEqual([{ price: 99e7, quantity: 5 }]);
});

test('what traded while nothing was heard is not told, nor what nobody asked for', () => {
  const { told, market } = marketOf();
  told(packet(100, 50));
  market.forget();
  expect(told(packet(100, 90))).toEqual([]);
  expect(told(packet(100, 3, { token: 514 }))).toEqual([]);
});

test('a value of an index is a trade of nothing, once', () => {
  const { told } = marketOf();
  const value = (last: number) => words(265, last, 0, 0, 0, 0, 0, 12);
  const trade = { instrument: 'NIFTY', quantity: 0, tsEvent: 12e6 };
  expect(told(value(2_400_000), value(2_400_000), value(2_399_995))).toEqual([
    { type: 'trade', trade: { ...trade, price: 24_000e9, aggressor: 'buy' } },
    { type: 'trade', trade: { ...trade, price: 23_999.95e9, aggressor: 'sell' } },
  ]);
});
