import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../../../core/model/instrument.ts';
import { type Price, priceFromDecimal } from '../../../../../core/model/price.ts';
import type { Quantity } from '../../../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../../../core/model/time.ts';
import type { Listed } from '../../../../../server/simulators/kite/listing.ts';
import type { Prices } from '../../../../../server/simulators/kite/market/quote.ts';
import { frameOf, type Mode, packetOf } from '../../../../../server/simulators/kite/stream/packets.ts';
import type { ExchangeLevel, ExchangeMarketDay } from '../../../../../server/simulators/port.ts';
import { oracle, sharedText } from '../../../../oracle.ts';
import { instrumentsOf } from '../../exchange/instruments.ts';

interface Tick {
  readonly last_price: number;
  readonly last_quantity: number;
  readonly average_price: number;
  readonly volume: number;
  readonly buy_quantity: number;
  readonly sell_quantity: number;
  readonly ohlc: Record<'open' | 'high' | 'low' | 'close', number>;
  readonly last_trade_time?: string;
  readonly timestamp?: string;
  readonly depth?: Record<'buy' | 'sell', readonly { price: number; quantity: number; orders: number }[]>;
}

const price = (points: number): Price => priceFromDecimal(points.toFixed(2));
const size = (count: number): Quantity => count as Quantity;
const instantOf = (text = '2021-07-05T10:41:27+05:30'): Instant => (Date.parse(text) * 1_000) as Instant;

const [infy, nifty] = instrumentsOf('INFY', 'NIFTY') as [Instrument, Instrument];
const listed = (instrument: Instrument, token: number): Listed => ({
  instrument,
  token,
  exchangeToken: token >> 8,
  symbol: instrument.id,
  exchange: 'NSE',
  segment: 'NSE',
  type: 'EQ',
});

function pricesOf(tick: Tick): Prices {
  const side = (which: 'buy' | 'sell'): ExchangeLevel[] => {
    const shown = (tick.depth?.[which] ?? []).map((each) => ({
      price: price(each.price),
      quantity: size(each.quantity),
      orders: each.orders,
    }));
    const rest = tick[`${which}_quantity`] - shown.reduce((sum, each) => sum + each.quantity, 0);
    // what stands beyond the five that are shown
    return [
      ...shown,
      ...(tick.depth ? [] : Array<ExchangeLevel>(5).fill({ price: price(1), quantity: size(0) })),
      { price: price(1), quantity: size(rest) },
    ];
  };
  const day: ExchangeMarketDay = {
    tradeDate: '2021-07-05' as TradeDate,
    open: price(tick.ohlc.open),
    high: price(tick.ohlc.high),
    low: price(tick.ohlc.low),
    last: price(tick.last_price),
    previousClose: price(tick.ohlc.close),
    volume: size(tick.volume),
    averagePrice: price(tick.average_price),
    lastQuantity: size(tick.last_quantity),
    tsLastTrade: instantOf(tick.last_trade_time),
    tsChanged: instantOf(tick.timestamp),
  };
  const depth = { instrument: 'INFY', bids: side('buy'), asks: side('sell'), tsEvent: day.tsChanged };
  return { day: () => day, depth: () => depth, openInterest: () => undefined };
}

const isThere = oracle('kite/ticker_full.json') !== undefined;

describe('packets', () => {
  /** Without the shared folder there is nothing to compare with. */
  it.skipIf(!isThere).each<Mode>(['quote', 'full'])('of the mode %s are as captured, byte for byte', (mode) => {
    const tick = oracle<Tick>(`kite/ticker_${mode}.json`);
    const captured = sharedText(`oracles/kite/ticker_${mode}.packet`)?.trim();
    const made = tick && packetOf(listed(infy, 408_065), mode, pricesOf(tick));
    expect(made?.toString('base64')).toBe(captured);
  });

  it('of an index have seven numbers, and the time in full', () => {
    const tick: Tick = {
      last_price: 24_310.55,
      last_quantity: 0,
      average_price: 0,
      volume: 0,
      buy_quantity: 0,
      sell_quantity: 0,
      ohlc: { open: 24_300, high: 24_333.35, low: 24_290.1, close: 24_280 },
    };
    const words = (packet: Buffer | undefined) =>
      Array.from({ length: (packet?.length ?? 0) / 4 }, (_, at) => packet?.readInt32BE(at * 4));
    const index = [256_265, 2_431_055, 2_433_335, 2_429_010, 2_430_000, 2_428_000, 3_055];
    expect(words(packetOf(listed(nifty, 256_265), 'quote', pricesOf(tick)))).toEqual(index);
    expect(words(packetOf(listed(nifty, 256_265), 'full', pricesOf(tick)))).toEqual([...index, 1_625_461_887]);
    expect(words(packetOf(listed(nifty, 256_265), 'ltp', pricesOf(tick)))).toEqual(index.slice(0, 2));
  });

  it('stand behind their count and their lengths in a frame', () => {
    expect(frameOf([Buffer.from([1, 2]), Buffer.from([3])]).toString('hex')).toBe(
      '0002' + '0002' + '0102' + '0001' + '03',
    );
    expect(frameOf([]).toString('hex')).toBe('0000');
  });
});
