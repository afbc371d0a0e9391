import { Hono } from 'hono';
import { MalformedText, OutOfRange } from '../../core/errors.ts';
import { type AmendFill, amendmentRequest } from '../desk/amend-fill.ts';
import { HistoryRefused } from '../desk/port.ts';
import { bodyOf, RequestProblem } from './errors.ts';

const refusing = [HistoryRefused, MalformedText, OutOfRange];

/** Busts and corrections of executions that are in the journal. */
export function amendmentRoutes(amend: AmendFill): Hono {
  const routes = new Hono();
  routes.post('/api/amendments', async (context) => {
    const request = await bodyOf(context, amendmentRequest, 'The amendment');
    try {
      return context.json(await amend(request));
    } catch (error) {
      if (!(error instanceof Error && refusing.some((kind) => error instanceof kind))) throw error;
      throw new RequestProblem(422, error.message);
    }
  });
  return routes;
}
