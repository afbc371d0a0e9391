import { Hono } from 'hono';
import type { RemoteVenue } from '../venues/port.ts';
import { RequestProblem } from './errors.ts';

/** What a venue posts to us of its orders. Anybody may send to here, so it says no more than whether it was taken. */
export function postbackRoutes(venue: RemoteVenue | undefined): Hono {
  const routes = new Hono();
  routes.post('/api/postbacks/:venue', async (context) => {
    if (venue?.postback === undefined || context.req.param('venue') !== venue.name)
      throw new RequestProblem(404, 'Nothing is posted to here.');
    const outcome = venue.postback(await context.req.text());
    if (outcome === 'refused') throw new RequestProblem(422, 'It does not prove that it is of the venue.');
    return context.json({ outcome });
  });
  return routes;
}
