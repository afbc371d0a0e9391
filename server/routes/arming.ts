import { Hono } from 'hono';
import { z } from 'zod';
import type { Arming } from '../desk/arming.ts';
import { OrderRefused } from '../desk/port.ts';
import { bodyOf, RequestProblem } from './errors.ts';

const body = z.union([z.strictObject({ word: z.string().max(40) }), z.strictObject({ armed: z.literal(false) })]);

/** Arms and disarms a venue whose orders cost real money; nothing to arm on any other market. */
export function armingRoutes(arming: Arming | undefined): Hono {
  const routes = new Hono();

  routes.get('/api/arming', (context) => context.json({ arming: arming?.info() ?? null }));

  routes.post('/api/arming', async (context) => {
    if (arming === undefined) throw new RequestProblem(409, 'There is nothing to arm: no order here costs real money.');
    const asked = await bodyOf(context, body, 'Arming');
    if ('word' in asked) {
      try {
        arming.arm(asked.word);
      } catch (error) {
        if (error instanceof OrderRefused) throw new RequestProblem(422, error.message);
        throw error;
      }
    } else arming.disarm();
    return context.json({ arming: arming.info() });
  });

  return routes;
}
