import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { succeeded } from '../answers.ts';
import { gttOf } from '../gtt/asked.ts';
import type { KiteParts } from '../parts.ts';
import { formOf } from './front.ts';

const PATH = '/gtt/triggers';

export function gttRoutes({ gtts, listing }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  routes.get(PATH, (context) => succeeded(context, gtts.rows()));
  routes.get(`${PATH}/:id`, (context) => succeeded(context, gtts.row(Number(context.req.param('id')))));
  routes.post(PATH, async (context) =>
    succeeded(context, { trigger_id: gtts.add(gttOf(await formOf(context), listing)) }),
  );
  routes.put(`${PATH}/:id`, async (context) => {
    const id = Number(context.req.param('id'));
    gtts.change(id, gttOf(await formOf(context), listing));
    return succeeded(context, { trigger_id: id });
  });
  routes.delete(`${PATH}/:id`, (context) => {
    const id = Number(context.req.param('id'));
    gtts.remove(id);
    return succeeded(context, { trigger_id: id });
  });
  return routes;
}
