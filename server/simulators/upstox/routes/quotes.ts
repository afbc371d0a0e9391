import { type Context, Hono } from 'hono';
import { minuteOf } from '../../../../core/calendar/session.ts';
import type { Bar } from '../../../../core/model/market.ts';
import { type Instant, MINUTE, toMilliseconds } from '../../../../core/model/time.ts';
import type { FaultyEnv } from '../../faults/calls.ts';
import type { ExchangeMarketDay } from '../../port.ts';
import { failure, type Problem, type Row, skewOf, success } from '../answers.ts';
import type { Listed } from '../catalog/catalog.ts';
import { dayOf, dayStart } from '../india.ts';
import { greeksOf } from '../market/greeks.ts';
import { dayOhlc, fullRow, lastRow, lastRowV3 } from '../market/quotes.ts';
import { priceNumber } from '../numbers.ts';
import type { UpstoxParts } from '../parts.ts';

const MOST = 500;
const MOST_GREEKS = 50;
const keys = /^[A-Z]+_[A-Z]+\|[\w\s&.-]+$/;
const spans: Readonly<Record<string, number>> = { I1: 1, I30: 30 };

/** Prices as they are, of up to five hundred instruments at once. */
export function quoteRoutes(parts: UpstoxParts): Hono<FaultyEnv> {
  const { exchange, catalog, clock } = parts;
  const routes = new Hono<FaultyEnv>();

  const wanted = (text: string | undefined, most: number): readonly Listed[] | Problem => {
    const asked = [...new Set(text?.split(',').filter((each) => each !== ''))];
    if (asked.length === 0) return { code: 'UDAPI1009', path: 'instrument_key' };
    if (asked.length > most) return { code: 'UDAPI100043', path: 'instrument_key' };
    const misspelt = asked.find((each) => !keys.test(each));
    if (misspelt !== undefined) return { code: 'UDAPI1011', path: 'instrument_key', value: misspelt };
    const found: Listed[] = [];
    for (const key of asked) {
      const listed = catalog.byKey(key);
      if (listed === undefined) return { code: 'UDAPI1087', path: 'instrument_key', value: key };
      found.push(listed);
    }
    return found;
  };

  const quotes = (
    { req }: Context<FaultyEnv>,
    row: (listed: Listed, day: ExchangeMarketDay) => Row | undefined,
    most = MOST,
  ): Response => {
    const found = wanted(req.query('instrument_key') ?? req.query('symbol'), most);
    if ('code' in found) return failure(found);
    const rows = found.flatMap((listed) => {
      const day = exchange.day(listed.instrument.id);
      const said = day && row(listed, day);
      return said ? [[listed.quoteKey, said] as const] : [];
    });
    return success(Object.fromEntries(rows));
  };

  const ohlc = (context: Context<FaultyEnv>, row: (listed: Listed, day: ExchangeMarketDay, span?: number) => Row) => {
    const interval = context.req.query('interval');
    if (interval === undefined) return failure({ code: 'UDAPI1027', path: 'interval' });
    const span = spans[interval];
    if (interval !== '1d' && span === undefined)
      return failure({ code: 'UDAPI1028', path: 'interval', value: interval });
    return quotes(context, (listed, day) => row(listed, day, span));
  };

  /** The newest candles of so many minutes. */
  const newest = ({ instrument }: Listed, span: number): { readonly live?: Row; readonly previous?: Row } => {
    const now = clock.now();
    const open = ((dayStart(dayOf(now)) ?? now) + 555 * MINUTE) as Instant;
    const width = span * MINUTE;
    const start = (open + Math.floor((minuteOf(now) - open) / width) * width) as Instant;
    const bars = exchange.bars(instrument.id, (start - width) as Instant, (now + MINUTE) as Instant);
    const live = ohlcOf(
      bars.filter(({ tsStart }) => tsStart >= start),
      start,
    );
    const previous = ohlcOf(
      bars.filter(({ tsStart }) => tsStart < start),
      (start - width) as Instant,
    );
    return { ...(live ? { live } : {}), ...(previous ? { previous } : {}) };
  };

  routes.get('/v2/market-quote/ltp', (context) => quotes(context, lastRow));
  routes.get('/v3/market-quote/ltp', (context) => quotes(context, lastRowV3));
  routes.get('/v2/market-quote/quotes', (context) =>
    quotes(context, (listed, day) => fullRow(parts, listed, day, skewOf(context))),
  );

  routes.get('/v2/market-quote/ohlc', (context) =>
    ohlc(context, (listed, day, span) => {
      const { live } = span === undefined ? { live: dayOhlc(day) } : newest(listed, span);
      const { open, high, low, close } = live ?? dayOhlc(day);
      return { ohlc: { open, high, low, close }, ...lastRow(listed, day) };
    }),
  );
  routes.get('/v3/market-quote/ohlc', (context) =>
    ohlc(context, (listed, day, span) => {
      if (span !== undefined) {
        const { live = null, previous = null } = newest(listed, span);
        return { ...lastRow(listed, day), prev_ohlc: previous, live_ohlc: live };
      }
      const ts = toMilliseconds(dayStart(dayOf(clock.now())) ?? clock.now());
      return { ...lastRow(listed, day), prev_ohlc: null, live_ohlc: { ...dayOhlc(day), volume: day.volume, ts } };
    }),
  );

  routes.get('/v3/market-quote/option-greek', (context) =>
    quotes(
      context,
      (listed, day) => {
        const greeks = greeksOf(parts, listed, day.last, clock.now());
        if (greeks === undefined) return undefined;
        const { rho: _rho, ...told } = greeks;
        return { ...lastRowV3(listed, day), ...told, oi: exchange.openInterest(listed.instrument.id)?.now ?? 0 };
      },
      MOST_GREEKS,
    ),
  );
  return routes;
}

function ohlcOf(bars: readonly Bar[], start: Instant): Row | undefined {
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    open: priceNumber(first.open),
    high: Math.max(...bars.map(({ high }) => priceNumber(high))),
    low: Math.min(...bars.map(({ low }) => priceNumber(low))),
    close: priceNumber(last.close),
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
    ts: toMilliseconds(start),
  };
}
