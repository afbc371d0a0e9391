import { type Context, Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { success } from '../answers.ts';
import { type Door, type Doors, doors } from '../feed/doors.ts';

/** The streams' addresses, for clients that follow no redirects and for those that do. */
export function feedRoutes(entrances: Doors): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  const addressOf = ({ req }: Context<FaultyEnv>, door: Door): string =>
    entrances.address(door, req.header('host') ?? new URL(req.url).host, req.query('update_types'));

  for (const { door, ask } of doors) {
    routes.get(`${ask}/authorize`, (context) => {
      const there = addressOf(context, door);
      return success({ authorized_redirect_uri: there, authorizedRedirectUri: there });
    });
    routes.get(ask, (context) => new Response(null, { status: 302, headers: { Location: addressOf(context, door) } }));
  }
  return routes;
}
