import type { ExchangeLevel, SimulatedExchange } from '../../port.ts';
import type { Listed } from '../listing.ts';
import { rupees, timestamp } from '../numbers.ts';
import { circuitOf } from './circuit.ts';

const LEVELS = 5;

/** What prices are asked of. */
export type Prices = Pick<SimulatedExchange, 'day' | 'depth' | 'openInterest'>;

/** Everything that is known of an instrument now; undefined for what is not listed any more. */
export function marketOf({ instrument }: Listed, exchange: Prices) {
  const { id } = instrument;
  const depth = exchange.depth(id);
  const day = exchange.day(id);
  if (day === undefined) return undefined;
  const bids = depth?.bids ?? [];
  const asks = depth?.asks ?? [];
  return { day, bids, asks, interest: exchange.openInterest(id) };
}

export const totalOf = (levels: readonly ExchangeLevel[]): number =>
  levels.reduce((sum, { quantity }) => sum + quantity, 0);

/** The first five prices of a side; one that nobody stands at is all zeros. Orders are counted where the exchange counts them. */
const fiveOf = (levels: readonly ExchangeLevel[]): readonly { price: number; quantity: number; orders: number }[] =>
  Array.from({ length: LEVELS }, (_, at) => {
    const level = levels[at];
    if (level === undefined) return { price: 0, quantity: 0, orders: 0 };
    return { price: rupees(level.price), quantity: level.quantity, orders: level.orders ?? 1 };
  });

const ohlcOf = ({ day }: NonNullable<ReturnType<typeof marketOf>>) => ({
  open: rupees(day.open),
  high: rupees(day.high),
  low: rupees(day.low),
  close: rupees(day.previousClose),
});

/** `GET /quote`; an index has no trades, no depth and no limits. */
export function quoteOf(listed: Listed, exchange: SimulatedExchange): object | undefined {
  const market = marketOf(listed, exchange);
  if (market === undefined) return undefined;
  const { day, bids, asks, interest } = market;
  const last = rupees(day.last);
  const shared = {
    instrument_token: listed.token,
    timestamp: timestamp(day.tsChanged),
    last_trade_time: timestamp(day.tsLastTrade ?? day.tsChanged),
    last_price: last,
    last_quantity: day.lastQuantity,
    buy_quantity: totalOf(bids),
    sell_quantity: totalOf(asks),
    volume: day.volume,
    average_price: Math.round(rupees(day.averagePrice) * 100) / 100,
    oi: interest?.now ?? 0,
    oi_day_high: interest?.high ?? 0,
    oi_day_low: interest?.low ?? 0,
    net_change: 0,
  };
  if (listed.instrument.calculated) {
    const { instrument_token, timestamp: at, last_price } = shared;
    const net_change = Math.round((last - rupees(day.previousClose)) * 100) / 100;
    return { instrument_token, timestamp: at, last_price, net_change, ohlc: ohlcOf(market) };
  }
  const circuit = circuitOf(listed, exchange);
  return {
    ...shared,
    lower_circuit_limit: circuit ? rupees(circuit.lower) : 0,
    upper_circuit_limit: circuit ? rupees(circuit.upper) : 0,
    ohlc: ohlcOf(market),
    depth: { buy: fiveOf(bids), sell: fiveOf(asks) },
  };
}

/** `GET /quote/ohlc` and `/quote/ltp`. */
export function ohlcRow(listed: Listed, exchange: SimulatedExchange): object | undefined {
  const market = marketOf(listed, exchange);
  return market && { ...ltp(listed, rupees(market.day.last)), ohlc: ohlcOf(market) };
}

export function ltpRow(listed: Listed, exchange: SimulatedExchange): object | undefined {
  const day = exchange.day(listed.instrument.id);
  return day && ltp(listed, rupees(day.last));
}

const ltp = ({ token }: Listed, last: number) => ({ instrument_token: token, last_price: last });
