import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { html, type Markup } from '../../views/markup.ts';
import { errorPanel } from '../../views/parts/error-panel.ts';
import { SaveConflict } from '../store/port.ts';

/** htmx asks for pieces of HTML; everybody else gets JSON. */
export const wantsPiece = (context: Context): boolean => context.req.header('HX-Request') === 'true';

/** A request that cannot be met: a sentence, and what to do about it. */
export class RequestError extends Error {
  readonly status: ContentfulStatusCode;
  readonly hint: string | undefined;

  constructor(status: ContentfulStatusCode, message: string, hint?: string) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.hint = hint;
  }
}

export function asRequestError(thrown: unknown): RequestError {
  if (thrown instanceof RequestError) return thrown;
  if (thrown instanceof SaveConflict) return new RequestError(409, thrown.message);
  return new RequestError(422, thrown instanceof Error ? thrown.message : String(thrown));
}

export function refuse(context: Context, thrown: unknown): Response | Promise<Response> {
  const error = asRequestError(thrown);
  const body = { message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
  if (wantsPiece(context)) return context.html(errorPanel<Markup>(html, { code: 'request', ...body }), error.status);
  return context.json({ error: body }, error.status);
}

/** Bodies are JSON or plain text, so that no form of another site can send one. */
export async function jsonBody(context: Context): Promise<Readonly<Record<string, unknown>>> {
  const type = context.req.header('content-type') ?? '';
  if (!type.startsWith('application/json')) {
    throw new RequestError(415, 'This request needs a JSON body.', 'Send it with content-type: application/json.');
  }
  const body: unknown = await context.req.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RequestError(400, 'The body is not a JSON object.');
  }
  return body as Readonly<Record<string, unknown>>;
}

export async function textBody(context: Context): Promise<string> {
  const type = context.req.header('content-type') ?? 'text/plain';
  if (!type.startsWith('text/plain')) {
    throw new RequestError(415, 'This request needs a body of plain text.', 'Send it with content-type: text/plain.');
  }
  return context.req.text();
}
