import { Hono } from 'hono';
import { z } from 'zod';
import { UnknownName } from '../../core/errors.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import { ChainRefused, type Chains } from '../chains/chains.ts';
import { RequestProblem } from './errors.ts';

const MOST_STRIKES = 50;

const query = z.strictObject({
  root: z.string().min(1).max(40),
  expiry: z.string().max(20).optional(),
  strikes: z.coerce.number().int().min(1).max(MOST_STRIKES).default(10),
  skipExpiryDay: z.enum(['true', 'false']).default('false'),
  pick: z.string().max(60).optional(),
});

/** The option chain of a product as the market at hand lists it. */
export function chainRoutes(chains: Chains): Hono {
  const routes = new Hono();
  routes.get('/api/chain', async (context) => {
    const read = query.safeParse(context.req.query());
    if (!read.success) {
      throw new RequestProblem(
        400,
        `A chain is asked for with ?root=NIFTY, and strikes is 1 to ${MOST_STRIKES}: ${z.prettifyError(read.error)}`,
      );
    }
    const { skipExpiryDay, ...asked } = read.data;
    try {
      return context.json(await chains.chain({ ...asked, skipExpiryDay: skipExpiryDay === 'true' }));
    } catch (error) {
      if (error instanceof VenueProblem) throw new RequestProblem(503, error.message);
      if (error instanceof ChainRefused || error instanceof UnknownName) throw new RequestProblem(422, error.message);
      throw error;
    }
  });
  return routes;
}
