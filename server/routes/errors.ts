import type { Context } from 'hono';
import { CellFailure } from '../../cells/kind.ts';
import { ImportRefused } from '../import/broken.ts';

/** A request that cannot be carried out: the status, what is wrong and what to do. */
export class RequestProblem extends Error {
  readonly status: 400 | 404 | 409 | 413 | 422 | 503;
  readonly hint: string | undefined;

  constructor(status: RequestProblem['status'], message: string, hint?: string) {
    super(message);
    this.name = 'RequestProblem';
    this.status = status;
    this.hint = hint;
  }
}

const body = (message: string, hint: string | undefined, rest: object = {}) => ({
  error: { message, ...(hint === undefined ? {} : { hint }), ...rest },
});

/** Answers what a handler threw as JSON; what nobody expected is logged by the caller and says no more than that. */
export function answer(context: Context, error: unknown): Response | undefined {
  if (error instanceof RequestProblem) return context.json(body(error.message, error.hint), error.status);
  if (error instanceof ImportRefused) return context.json(body(error.message, undefined), 422);
  if (error instanceof CellFailure) {
    const { code, message, hint, position } = error.error;
    return context.json(body(message, hint, { code, ...(position ? { position } : {}) }), 422);
  }
  return undefined;
}

/** Reads a JSON body or says where it is broken. */
export async function jsonBody(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    throw new RequestProblem(
      400,
      `The body is not JSON: ${detail}.`,
      'Send a JSON object with Content-Type application/json.',
    );
  }
}
