import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { success } from '../answers.ts';
import type { UpstoxParts } from '../parts.ts';

export function portfolioRoutes({ portfolio }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  routes.get('/v2/portfolio/short-term-positions', () => success(portfolio.rows()));
  routes.get('/v2/portfolio/long-term-holdings', () => success(portfolio.holdings()));
  return routes;
}
