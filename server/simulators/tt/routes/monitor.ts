import { type Context, Hono } from 'hono';
import type { Instrument } from '../../../../core/model/instrument.ts';
import { PRICE_UNITS_PER_POINT } from '../../../../core/model/price.ts';
import type { FaultyEnv } from '../../faults/calls.ts';
import type { ExchangeAccount, ExchangePosition } from '../../port.ts';
import { paged, serviceSays } from '../answers.ts';
import type { Row } from '../order-rows.ts';
import type { TtParts } from '../parts.ts';
import { positionRow, productRow } from '../position-rows.ts';

export function monitorRoutes(parts: TtParts): Hono<FaultyEnv> {
  const { exchange } = parts;
  const routes = new Hono<FaultyEnv>();

  /** Everything that an account holds, held or has working orders in, today. */
  const daysOf = ({ id }: ExchangeAccount) =>
    exchange.positions(id).flatMap((position) => {
      const instrument = exchange.instruments.find((each) => each.id === position.instrument);
      if (instrument === undefined) return [];
      const orders = exchange.orders(id).filter(({ request }) => request.instrument === instrument.id);
      return [{ instrument, position, orders, mark: markOf(instrument, position) }];
    });

  /** The middle of the touch, else the last price. */
  const markOf = ({ id }: Instrument, { day }: ExchangePosition): number | undefined => {
    const depth = exchange.depth(id);
    const bid = depth?.bids[0]?.price;
    const ask = depth?.asks[0]?.price;
    const nanoPoints =
      bid !== undefined && ask !== undefined ? (bid + ask) / 2 : (exchange.last(id)?.price ?? day.startPrice);
    return nanoPoints === undefined ? undefined : nanoPoints / PRICE_UNITS_PER_POINT;
  };

  const positions = (account: ExchangeAccount): Row[] => daysOf(account).map((day) => positionRow(parts, day));

  const products = (account: ExchangeAccount): Row[] => {
    const days = daysOf(account);
    const roots = [...new Set(days.map(({ instrument }) => instrument.root))];
    return roots.map((root) =>
      productRow(
        root,
        days.filter(({ instrument }) => instrument.root === root),
      ),
    );
  };

  const sods = (account: ExchangeAccount): Row[] =>
    daysOf(account)
      .filter(({ position }) => position.day.start !== 0)
      .map((day) => {
        const { accountId, instrumentId, sodNetPos, sodPrice, sodPriceType } = positionRow(parts, day);
        return { accountId, instrumentId, sodNetPos, sodPrice, sodPriceType };
      });

  const ofOne =
    (member: string, rows: (account: ExchangeAccount) => Row[]) =>
    (context: Context<FaultyEnv>): Response => {
      const account = exchange.accounts.find(({ id }) => id === context.req.param('account'));
      return account === undefined
        ? serviceSays('There is no such account.', 404)
        : paged(context, member, rows(account));
    };

  const ofAll =
    (member: string, rows: (account: ExchangeAccount) => Row[]) =>
    (context: Context<FaultyEnv>): Response => {
      const wanted = context.req.query('accountIds')?.split(',');
      const accounts = exchange.accounts.filter(({ id }) => wanted === undefined || wanted.includes(id));
      return paged(context, member, accounts.flatMap(rows));
    };

  routes.get('/ttmonitor/:environment/position', ofAll('positions', positions));
  routes.get('/ttmonitor/:environment/position/:account', ofOne('positions', positions));
  routes.get('/ttmonitor/:environment/productposition', ofAll('positions', products));
  routes.get('/ttmonitor/:environment/productposition/:account', ofOne('positions', products));
  routes.get('/ttmonitor/:environment/sod/:account', ofOne('sod', sods));
  return routes;
}
