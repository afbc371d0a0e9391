import { Hono } from 'hono';
import { VenueProblem } from '../../core/venue/books.ts';
import type { Contracts } from '../contracts/contracts.ts';
import { RequestProblem } from './errors.ts';

const LONGEST = 100;

/** Contracts that the market at hand lists, by words of their names. */
export function contractRoutes(contracts: Pick<Contracts, 'search'>): Hono {
  const routes = new Hono();
  routes.get('/api/contracts', async (context) => {
    const search = context.req.query('search') ?? '';
    if (search.length > LONGEST) throw new RequestProblem(400, `search is at most ${LONGEST} characters.`);
    try {
      return context.json(await contracts.search(search));
    } catch (error) {
      throw error instanceof VenueProblem ? new RequestProblem(503, error.message) : error;
    }
  });
  return routes;
}
