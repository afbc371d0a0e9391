import type { Context } from 'hono';
import { CellFailure } from '../../cells/kind.ts';
import { html, type Markup } from '../../views/markup.ts';
import { errorPanel } from '../../views/parts/error-panel.ts';
import type { WireError } from '../../views/wire.ts';
import { SaveConflict } from '../store/port.ts';
import { answer, jsonBody, RequestProblem } from './errors.ts';

/** htmx asks for pieces of HTML; everybody else gets JSON. */
export const wantsPiece = (context: Context): boolean => context.req.header('HX-Request') === 'true';

/** A session or a store rejects with a sentence for the person when what was asked cannot be done. */
export async function carryOut<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SaveConflict) throw new RequestProblem(409, error.message);
    if (
      error instanceof RequestProblem ||
      error instanceof CellFailure ||
      error instanceof TypeError ||
      !(error instanceof Error)
    )
      throw error;
    throw new RequestProblem(422, error.message);
  }
}

/** Errors for htmx are the same sentences as a panel; what nobody expected goes on to the app, which logs it. */
export async function refuse(context: Context, thrown: Error): Promise<Response> {
  const answered = answer(context, thrown);
  if (!answered) throw thrown;
  if (!wantsPiece(context)) return answered;
  const { error } = (await answered.json()) as { error: { message: string; hint?: string } };
  const shown: WireError = { code: 'request', ...error };
  return context.html(errorPanel<Markup>(html, shown), answered.status as 422);
}

/** The page that asks, so that undo takes back its own edits first. */
export const pageOf = (context: Context): string => {
  const name = context.req.header('deskbook-page') ?? '';
  return /^[\w-]{1,40}$/.test(name) ? name : '';
};

export async function jsonObject(context: Context): Promise<Readonly<Record<string, unknown>>> {
  const body = await jsonBody(context);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new RequestProblem(400, 'The body is not a JSON object.', 'Send something like {"title": "Evening"}.');
}
