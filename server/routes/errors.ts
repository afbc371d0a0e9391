import type { Context } from 'hono';
import type { z } from 'zod';
import { type CellError, CellFailure } from '../../cells/kind.ts';
import { DeskUnavailable } from '../desk/port.ts';
import { ImportRefused } from '../import/broken.ts';
import { JournalUnavailable } from '../journal/fault.ts';

type Status = 400 | 404 | 409 | 413 | 422 | 503;

/** What a person or a program is told when something cannot be done. */
export interface Problem extends Partial<Pick<CellError, 'code' | 'hint' | 'position'>> {
  readonly status: Status;
  readonly message: string;
}

/** A request that cannot be carried out: the status, what is wrong and what to do. */
export class RequestProblem extends Error {
  readonly status: Status;
  readonly hint: string | undefined;

  constructor(status: Status, message: string, hint?: string) {
    super(message);
    this.name = 'RequestProblem';
    this.status = status;
    this.hint = hint;
  }
}

/** What to say of an error that was foreseen; undefined for one that nobody expected. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof RequestProblem) {
    const { status, message, hint } = error;
    return { status, message, ...(hint === undefined ? {} : { hint }) };
  }
  if (error instanceof JournalUnavailable) return { status: 503, message: error.message, hint: 'Nothing was changed.' };
  if (error instanceof DeskUnavailable) return { status: 503, message: error.message };
  if (error instanceof ImportRefused) return { status: 422, message: error.message };
  if (error instanceof CellFailure) {
    const { code, message, hint, position } = error.error;
    return { status: 422, message, code, ...(hint === undefined ? {} : { hint }), ...(position ? { position } : {}) };
  }
  return undefined;
}

/** Answers what a handler threw as JSON; what nobody expected is logged by the caller and says no more than that. */
export function answer(context: Context, error: unknown): Response | undefined {
  const problem = problemOf(error);
  if (!problem) return undefined;
  const { status, ...rest } = problem;
  return context.json({ error: rest }, status);
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

/** Reads a JSON body of a known shape; `what` is the subject of the sentence that says what does not fit. */
export async function bodyOf<S extends z.ZodType>(context: Context, schema: S, what: string): Promise<z.output<S>> {
  const parsed = schema.safeParse(await jsonBody(context));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new RequestProblem(400, `${what} cannot be read: ${problems.join('; ')}.`);
}
