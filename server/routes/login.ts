import { Hono } from 'hono';
import { z } from 'zod';
import { VenueProblem } from '../../core/venue/books.ts';
import { loginReport } from '../login/report.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { bodyOf, RequestProblem } from './errors.ts';

const body = z.strictObject({ code: z.string().min(1).max(2_000) });

/** Logs in where nobody but a person can, on the venue's own page; nothing to log in to on any other market. */
export function loginRoutes(venue: RemoteVenue | undefined): Hono {
  const routes = new Hono();
  const report = () => (venue && loginReport(venue)) ?? null;

  routes.get('/api/login', (context) => context.json({ login: report() }));

  routes.get('/login', (context) => {
    const login = report();
    if (login === null) throw new RequestProblem(404, 'The market at hand needs no login.', 'The notebooks are at /.');
    return context.redirect(login.url, 302);
  });

  routes.post('/api/login', async (context) => {
    if (venue?.login === undefined) throw new RequestProblem(409, 'The market at hand needs no login.');
    const { code } = await bodyOf(context, body, 'A login');
    try {
      await venue.login.redeem(code);
    } catch (error) {
      if (error instanceof VenueProblem) throw new RequestProblem(422, error.message);
      throw error;
    }
    return context.json({ login: report() });
  });

  return routes;
}
