import { Hono } from 'hono';
import { MalformedText, OutOfRange, UnknownName } from '../../core/errors.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import type { HistoryAnswers } from '../history/report.ts';
import { RequestProblem } from './errors.ts';

const whole = /^\d{1,6}$/;

/** Bars of an instrument of the market at hand. */
export function historyRoutes(history: HistoryAnswers): Hono {
  const routes = new Hono();
  routes.get('/api/bars', async (context) => {
    const { instrument, frame, from, to, count } = context.req.query();
    if (!instrument)
      throw new RequestProblem(400, 'instrument is missing.', 'Ask as /api/bars?instrument=ZN&frame=5m.');
    if (count !== undefined && !whole.test(count))
      throw new RequestProblem(400, `count is a whole number; "${count}" is none.`);
    try {
      return context.json(
        await history.report({ instrument, frame, from, to, count: count === undefined ? undefined : Number(count) }),
      );
    } catch (error) {
      throw problemOf(error) ?? error;
    }
  });
  return routes;
}

function problemOf(error: unknown): RequestProblem | undefined {
  if (error instanceof UnknownName) return new RequestProblem(404, error.message);
  if (error instanceof MalformedText) return new RequestProblem(422, `${error.message}.`);
  if (error instanceof OutOfRange) return new RequestProblem(422, error.message);
  if (error instanceof VenueProblem) return new RequestProblem(503, error.message);
  return undefined;
}
