import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import type { SimulatedExchange } from '../../port.ts';
import { type KiteContext, succeeded } from '../answers.ts';
import { badInput } from '../errors.ts';
import type { Listed } from '../listing.ts';
import { candlesOf } from '../market/candles.ts';
import { ltpRow, ohlcRow, quoteOf } from '../market/quote.ts';
import type { KiteParts } from '../parts.ts';
import { exchanges } from '../people.ts';

type Row = (listed: Listed, exchange: SimulatedExchange) => object | undefined;

const quotes: readonly (readonly [string, number, Row])[] = [
  ['/quote', 500, quoteOf],
  ['/quote/ohlc', 1_000, ohlcRow],
  ['/quote/ltp', 1_000, ltpRow],
];

export function marketRoutes({ exchange, listing }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  const csv = (context: KiteContext, of?: string) => context.body(listing.csv(of), 200, { 'content-type': 'text/csv' });

  routes.get('/instruments', (context) => csv(context));
  routes.get('/instruments/historical/:token/:interval', (context) => {
    const { token, interval } = context.req.param();
    const listed = listing.byToken(Number(token));
    if (listed === undefined) throw badInput('invalid token');
    const { from, to, continuous, oi } = context.req.query();
    return succeeded(context, { candles: candlesOf(listed, { interval, from, to, continuous, oi }, exchange) });
  });
  routes.get('/instruments/:exchange', (context) => {
    const of = context.req.param('exchange');
    if (!exchanges.some((each) => each === of)) throw badInput('Invalid `exchange`.');
    return csv(context, of);
  });
  for (const [path, most, row] of quotes) {
    routes.get(path, (context) => {
      const names = context.req.queries('i') ?? [];
      if (names.length > most) throw badInput(`Too many instruments; ${most} at most.`);
      // what is not known is left out
      const found = names.flatMap((name) => {
        const listed = listing.byName(name) ?? listing.byToken(Number(name));
        const said = listed && row(listed, exchange);
        return said ? [[name, said] as const] : [];
      });
      return succeeded(context, Object.fromEntries(found));
    });
  }
  return routes;
}
