import { minuteOf } from '../../../../core/calendar/session.ts';
import { type Instant, MINUTE, toMilliseconds } from '../../../../core/model/time.ts';
import type { ExchangeDepth, ExchangeMarketDay } from '../../port.ts';
import type { Listed } from '../catalog/catalog.ts';
import { dayOf, dayStart } from '../india.ts';
import { greeksOf } from '../market/greeks.ts';
import { total } from '../market/quotes.ts';
import { priceNumber } from '../numbers.ts';
import type { UpstoxParts } from '../parts.ts';
import type { Feed, Level, Ltpc, Ohlc } from './feeds.ts';
import { type Mode, modes } from './mode.ts';

const LEVELS: Readonly<Record<Mode, number>> = { ltpc: 0, option_greeks: 1, full: 5, full_d30: 30 };
const noLevel: Level = { bidQ: 0, bidP: 0, askQ: 0, askP: 0 };

/** An instrument as it is now, in as much detail as a mode has; undefined for what has no price. */
export function snapshotOf(parts: UpstoxParts, listed: Listed, mode: Mode): Feed | undefined {
  const { exchange, clock } = parts;
  const { id, calculated } = listed.instrument;
  const day = exchange.day(id);
  if (day === undefined) return undefined;
  const requestMode = modes[mode];
  const ltpc = ltpcOf(day);
  if (mode === 'ltpc') return { ltpc, requestMode };
  if (calculated && mode !== 'option_greeks')
    return { fullFeed: { indexFF: { ltpc, marketOHLC: { ohlc: ohlcOf(parts, listed, day) } } }, requestMode };
  const depth = exchange.depth(id);
  const levels = levelsOf(depth, LEVELS[mode]);
  const greeks = greeksOf(parts, listed, day.last, clock.now());
  const figures = {
    ...(greeks ? { optionGreeks: greeks } : {}),
    vtt: day.volume,
    oi: exchange.openInterest(id)?.now ?? 0,
    iv: greeks?.iv ?? 0,
  };
  if (mode === 'option_greeks')
    return { firstLevelWithGreeks: { ltpc, firstDepth: levels[0] ?? noLevel, ...figures }, requestMode };
  const marketFF = {
    ltpc,
    marketLevel: { bidAskQuote: levels },
    ...figures,
    marketOHLC: { ohlc: ohlcOf(parts, listed, day) },
    atp: Math.round(priceNumber(day.averagePrice) * 100) / 100,
    tbq: total(depth?.bids),
    tsq: total(depth?.asks),
  };
  return { fullFeed: { marketFF }, requestMode };
}

const ltpcOf = ({ last, tsLastTrade, tsChanged, lastQuantity, previousClose }: ExchangeMarketDay): Ltpc => ({
  ltp: priceNumber(last),
  ltt: Math.floor(toMilliseconds(tsLastTrade ?? tsChanged)),
  ltq: lastQuantity,
  cp: priceNumber(previousClose),
});

/** Bids and offers side by side; a side that is shorter has zeros. */
function levelsOf(depth: ExchangeDepth | undefined, most: number): readonly Level[] {
  const { bids = [], asks = [] } = depth ?? {};
  const count = Math.min(most, Math.max(bids.length, asks.length));
  return Array.from({ length: count }, (_, at) => {
    const [bid, ask] = [bids[at], asks[at]];
    return {
      bidQ: bid?.quantity ?? 0,
      bidP: bid ? priceNumber(bid.price) : 0,
      askQ: ask?.quantity ?? 0,
      askP: ask ? priceNumber(ask.price) : 0,
    };
  });
}

/** Today, and the minute that is under way. */
function ohlcOf({ exchange, clock }: UpstoxParts, { instrument }: Listed, day: ExchangeMarketDay): readonly Ohlc[] {
  const now = clock.now();
  const minute = minuteOf(now);
  const today = {
    interval: '1d',
    open: priceNumber(day.open),
    high: priceNumber(day.high),
    low: priceNumber(day.low),
    close: priceNumber(day.last),
    vol: day.volume,
    ts: toMilliseconds(dayStart(dayOf(now)) ?? now),
  };
  const bar = exchange.bars(instrument.id, minute, (minute + MINUTE) as Instant)[0];
  if (bar === undefined) return [today];
  const live = {
    interval: 'I1',
    open: priceNumber(bar.open),
    high: priceNumber(bar.high),
    low: priceNumber(bar.low),
    close: priceNumber(bar.close),
    vol: bar.volume,
    ts: toMilliseconds(minute),
  };
  return [today, live];
}
