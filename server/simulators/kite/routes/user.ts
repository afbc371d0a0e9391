import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { succeeded } from '../answers.ts';
import { badInput } from '../errors.ts';
import type { KiteParts } from '../parts.ts';
import { profile } from '../people.ts';
import { marginsOf } from '../portfolio/funds.ts';

export function userRoutes({ funds }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  routes.get('/user/profile', (context) => succeeded(context, profile));
  routes.get('/user/margins', (context) => succeeded(context, marginsOf(funds.state())));
  routes.get('/user/margins/:segment', (context) => {
    const margins = marginsOf(funds.state());
    const segment = context.req.param('segment');
    if (segment !== 'equity' && segment !== 'commodity') throw badInput('Invalid `segment`.');
    return succeeded(context, margins[segment]);
  });
  return routes;
}
