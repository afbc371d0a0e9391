import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { succeeded } from '../answers.ts';
import { badInput } from '../errors.ts';
import type { Form, KiteProduct } from '../orders/asked.ts';
import type { KiteParts } from '../parts.ts';
import { products } from '../people.ts';
import { positionRow } from '../portfolio/position-rows.ts';
import { formOf } from './front.ts';

function productOf(form: Form, field: string): KiteProduct {
  const found = products.find((each) => each === form[field]);
  if (found === undefined) throw badInput(`Invalid \`${field}\`.`);
  return found;
}

export function portfolioRoutes({ exchange, holdings, listing, positions }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  routes.get('/portfolio/positions', (context) => {
    const all = positions.all();
    return succeeded(context, {
      net: all.map((each) => positionRow(each, exchange, 'net')),
      day: all.filter(({ day }) => day.bought + day.sold > 0).map((each) => positionRow(each, exchange, 'day')),
    });
  });
  routes.put('/portfolio/positions', async (context) => {
    const form = await formOf(context);
    const listed = listing.byName(`${form.exchange}:${form.tradingsymbol}`);
    if (listed === undefined) throw badInput('Invalid `tradingsymbol`.');
    const side = form.transaction_type === 'SELL' ? 'sell' : 'buy';
    const [from, to] = [productOf(form, 'old_product'), productOf(form, 'new_product')];
    positions.convert(listed, from, to, side, Number(form.quantity));
    return succeeded(context, true);
  });
  routes.get('/portfolio/holdings', (context) => succeeded(context, holdings.rows()));
  routes.get('/portfolio/holdings/auctions', (context) => succeeded(context, []));
  return routes;
}
