import { type Context, Hono } from 'hono';
import { MalformedText, OutOfRange, UnknownName } from '../../core/errors.ts';
import { AmbiguousPrice } from '../../core/spot/read-spot.ts';
import { type SpotAnswers, type SpotChange, spotChange } from '../spots/answers.ts';
import { SpotFar, SpotRefused } from '../spots/port.ts';
import { bodyOf, RequestProblem } from './errors.ts';

/** What a person or a program is told of a price or a name that is not taken. */
function problemOf(error: unknown): RequestProblem | undefined {
  if (error instanceof UnknownName) return new RequestProblem(404, error.message);
  if (error instanceof SpotFar) return new RequestProblem(409, error.message, 'Confirm it if it is meant.');
  if (error instanceof SpotRefused) return new RequestProblem(422, error.message);
  if (error instanceof AmbiguousPrice || error instanceof OutOfRange)
    return new RequestProblem(422, `${error.message}.`);
  if (error instanceof MalformedText) {
    return new RequestProblem(422, `${error.message}.`, "Write a price as 110'165, 110-16+ or 110.515625.");
  }
  return undefined;
}

async function answered<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problemOf(error) ?? error;
  }
}

/** The spot of each instrument, and what may be changed of it; files and addresses are the settings' alone. */
export function spotRoutes(spots: SpotAnswers): Hono {
  const routes = new Hono();
  const change = async (context: Context, asked: SpotChange) =>
    context.json(await answered(() => spots.change(context.req.param('instrument') ?? '', asked)));

  routes.get('/api/spots', (context) => context.json(spots.all()));
  routes.get('/api/spots/:instrument', async (context) =>
    context.json(await answered(() => spots.one(context.req.param('instrument')))),
  );
  routes.put('/api/spots/:instrument', async (context) =>
    change(context, await bodyOf(context, spotChange, 'The spot')),
  );
  routes.delete('/api/spots/:instrument', (context) => change(context, { withdraw: true }));
  return routes;
}
