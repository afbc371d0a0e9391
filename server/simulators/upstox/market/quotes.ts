import type { Price } from '../../../../core/model/price.ts';
import { snapToTick } from '../../../../core/model/price.ts';
import { type Instant, toMilliseconds } from '../../../../core/model/time.ts';
import type { ExchangeDepth, ExchangeLevel, ExchangeMarketDay } from '../../port.ts';
import type { Row } from '../answers.ts';
import type { Listed } from '../catalog/catalog.ts';
import { quoteTime } from '../india.ts';
import { priceNumber } from '../numbers.ts';
import type { UpstoxParts } from '../parts.ts';

const LEVELS = 5;
/** How far prices may go in a day: for options there is no such band. */
const BAND = 0.1;

/** The last price alone, and with what the third version says beside it. */
export const lastRow = ({ key }: Listed, day: ExchangeMarketDay): Row => ({
  last_price: priceNumber(day.last),
  instrument_token: key,
});

export const lastRowV3 = (listed: Listed, day: ExchangeMarketDay): Row => ({
  ...lastRow(listed, day),
  ltq: day.lastQuantity,
  volume: day.volume,
  cp: priceNumber(day.previousClose),
});

export const dayOhlc = ({ open, high, low, last }: ExchangeMarketDay): Row => ({
  open: priceNumber(open),
  high: priceNumber(high),
  low: priceNumber(low),
  close: priceNumber(last),
});

/** Everything of one instrument. */
export function fullRow({ exchange, clock }: UpstoxParts, listed: Listed, day: ExchangeMarketDay, skew: number): Row {
  const { instrument, key, symbol } = listed;
  const depth = exchange.depth(instrument.id);
  const interest = exchange.openInterest(instrument.id);
  const now = (clock.now() + skew * 1_000) as Instant;
  return {
    ohlc: dayOhlc(day),
    depth: { buy: levelRows(depth?.bids), sell: levelRows(depth?.asks) },
    timestamp: quoteTime(now),
    instrument_token: key,
    symbol,
    last_price: priceNumber(day.last),
    volume: day.volume,
    average_price: Math.round(priceNumber(day.averagePrice) * 100) / 100,
    oi: interest?.now ?? 0,
    net_change: priceNumber((day.last - day.previousClose) as Price),
    total_buy_quantity: total(depth?.bids),
    total_sell_quantity: total(depth?.asks),
    lower_circuit_limit: circuit(listed, day, -BAND),
    upper_circuit_limit: circuit(listed, day, BAND),
    last_trade_time: String(Math.floor(toMilliseconds(day.tsLastTrade ?? day.tsChanged))),
    oi_day_high: interest?.high ?? 0,
    oi_day_low: interest?.low ?? 0,
  };
}

export const total = (levels: ExchangeDepth['bids'] = []): number =>
  levels.reduce((sum, { quantity }) => sum + quantity, 0);

function levelRows(levels: readonly ExchangeLevel[] = []): readonly Row[] {
  return Array.from({ length: LEVELS }, (_, at) => {
    const level = levels[at];
    return level
      ? { quantity: level.quantity, price: priceNumber(level.price), orders: level.orders ?? 1 }
      : { quantity: 0, price: 0, orders: 0 };
  });
}

function circuit({ instrument: { calculated, option, tick } }: Listed, day: ExchangeMarketDay, band: number): number {
  if (calculated) return 0;
  if (option) return priceNumber(band < 0 ? tick : ((day.previousClose + option.strike) as Price));
  return priceNumber(snapToTick(Math.round(day.previousClose * (1 + band)) as Price, tick));
}
