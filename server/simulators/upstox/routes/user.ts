import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure, success } from '../answers.ts';
import type { UpstoxParts } from '../parts.ts';
import { profile, user } from '../people.ts';
import { fundsRow, noFunds } from '../portfolio/funds.ts';

const segments: Readonly<Record<string, readonly string[]>> = {
  SEC: ['equity'],
  COM: ['commodity'],
};

/** Who is logged in, and what money there is. */
export function userRoutes({ exchange, portfolio }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  routes.get('/v2/user/profile', () => success(profile));

  routes.get('/v2/user/get-funds-and-margin', ({ req }) => {
    const segment = req.query('segment');
    const wanted = segment === undefined ? ['equity', 'commodity'] : segments[segment];
    if (wanted === undefined) return failure({ code: 'UDAPI100036', path: 'segment', value: segment });
    const account = exchange.accounts.find(({ id }) => id === user.id) ?? user;
    const funds = { equity: fundsRow(account, portfolio.positions()), commodity: noFunds };
    return success(Object.fromEntries(Object.entries(funds).filter(([name]) => wanted.includes(name))));
  });
  return routes;
}
