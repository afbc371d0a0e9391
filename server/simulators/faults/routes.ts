import { Hono } from 'hono';
import { ConfigError } from '../../../config/explain.ts';
import { gate } from '../../security/gate.ts';
import type { FaultyEnv } from './calls.ts';
import type { Faults } from './faults.ts';
import { parseJson, readFaultPlan } from './plan.ts';

/** `GET` and `PUT /simulator/faults`: the plan and how often each kind has happened. For programs of this machine, and no page of another site. */
export function faultRoutes(faults: Faults): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  const state = () => ({ counts: faults.counts(), plan: faults.plan });
  routes.use('/simulator/*', gate());
  routes.get('/simulator/faults', (context) => context.json(state()));
  routes.put('/simulator/faults', async (context) => {
    try {
      faults.set(readFaultPlan(parseJson(await context.req.text(), 'The plan'), 'The plan'));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return context.json(
        { error: { message: error.message, hint: 'See the list of faults in docs/simulators.md.' } },
        400,
      );
    }
    return context.json(state());
  });
  return routes;
}
