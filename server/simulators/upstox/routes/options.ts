import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure, type Problem, type Row, success } from '../answers.ts';
import type { Listed } from '../catalog/catalog.ts';
import { dayStart } from '../india.ts';
import { greeksOf, noGreeks } from '../market/greeks.ts';
import { priceNumber } from '../numbers.ts';
import type { UpstoxParts } from '../parts.ts';

/** Options on an index or a share: which there are, and a whole expiry with its prices. */
export function optionRoutes(parts: UpstoxParts): Hono<FaultyEnv> {
  const { catalog, exchange, clock } = parts;
  const routes = new Hono<FaultyEnv>();

  const underlyingOf = (key: string | undefined): Listed | Problem => {
    if (!key) return { code: 'UDAPI1009', path: 'instrument_key' };
    const listed = catalog.byKey(key);
    return listed?.instrument.expiry === undefined && listed
      ? listed
      : { code: 'UDAPI1087', path: 'instrument_key', value: key };
  };

  routes.get('/v2/option/contract', ({ req }) => {
    const { instrument_key: key, expiry_date: expiry } = req.query();
    const underlying = underlyingOf(key);
    if ('code' in underlying) return failure(underlying);
    if (expiry && dayStart(expiry) === undefined)
      return failure({ code: 'UDAPI1088', path: 'expiry_date', value: expiry });
    return success(catalog.options(underlying, expiry || undefined).map(({ contract }) => contract));
  });

  routes.get('/v2/option/chain', ({ req }) => {
    const { instrument_key: key, expiry_date: expiry = '' } = req.query();
    const underlying = underlyingOf(key);
    if ('code' in underlying) return failure(underlying);
    if (dayStart(expiry) === undefined) return failure({ code: 'UDAPI1088', path: 'expiry_date', value: expiry });
    const strikes = new Map<number, { call?: Listed; put?: Listed }>();
    for (const listed of catalog.options(underlying, expiry)) {
      const { option } = listed.instrument;
      if (option) strikes.set(option.strike, { ...strikes.get(option.strike), [option.right]: listed });
    }
    const spot = exchange.day(underlying.instrument.id)?.last;
    return success(
      [...strikes.values()].map(({ call, put }) => {
        const one = call ?? put;
        const strike = one?.instrument.option?.strike;
        return {
          expiry,
          pcr: ratio(interestOf(put), interestOf(call)),
          strike_price: strike === undefined ? 0 : priceNumber(strike),
          underlying_key: underlying.key,
          underlying_spot_price: spot === undefined ? 0 : priceNumber(spot),
          call_options: call && sideRow(call),
          put_options: put && sideRow(put),
        };
      }),
    );
  });

  const interestOf = (listed: Listed | undefined): number =>
    (listed && exchange.openInterest(listed.instrument.id)?.now) ?? 0;

  const sideRow = (listed: Listed): Row => {
    const { id } = listed.instrument;
    const day = exchange.day(id);
    const depth = exchange.depth(id);
    const interest = exchange.openInterest(id);
    const [bid, ask] = [depth?.bids[0], depth?.asks[0]];
    const { delta, gamma, theta, vega, iv } = greeksOf(parts, listed, day?.last, clock.now()) ?? noGreeks;
    return {
      instrument_key: listed.key,
      market_data: {
        ltp: day ? priceNumber(day.last) : 0,
        volume: day?.volume ?? 0,
        oi: interest?.now ?? 0,
        close_price: day ? priceNumber(day.previousClose) : 0,
        bid_price: bid ? priceNumber(bid.price) : 0,
        bid_qty: bid?.quantity ?? 0,
        ask_price: ask ? priceNumber(ask.price) : 0,
        ask_qty: ask?.quantity ?? 0,
        prev_oi: interest?.low ?? 0,
      },
      option_greeks: { vega, theta, gamma, delta, iv: Math.round(iv * 10_000) / 100, pop: popOf(delta) },
    };
  };
  return routes;
}

const ratio = (puts: number, calls: number): number => (calls === 0 ? 0 : Math.round((puts / calls) * 10_000) / 10_000);

/** The chance that it ends with a profit, in percent, taken to be what delta says. */
const popOf = (delta: number): number => Math.round(Math.abs(delta) * 10_000) / 100;
