import type { HttpSettings } from '../../config/spots.ts';
import { fromMilliseconds, type Instant } from '../../core/model/time.ts';
import { printTraceparent } from '../../core/trace/traceparent.ts';
import { tracer } from '../trace/tracer.ts';

export interface Answer {
  /** Absent where it is the same as before. */
  readonly body?: string;
  readonly tag?: string;
  /** When the server says that it changed. */
  readonly modified?: Instant;
}

/** Why there is no answer, as words that can follow the name of the host: `answered 500`. */
export class NoAnswer extends Error {}

/**
 * Asks once, as a call that is recorded and that the server may continue. Nothing is followed to another address, nothing is read beyond the limit, and no
 * header is ever part of a message or a record. Throws `NoAnswer`.
 */
export function ask(
  settings: HttpSettings,
  environment: Readonly<Record<string, string | undefined>>,
  tag: string | undefined,
  ending: AbortSignal,
): Promise<Answer> {
  const { address } = settings;
  return tracer.span('server/spots/request.ask', { inputs: { address } }, () =>
    askFor(settings, environment, tag, ending),
  );
}

async function askFor(
  { address, timeoutSeconds, bytes, headers }: HttpSettings,
  environment: Readonly<Record<string, string | undefined>>,
  tag: string | undefined,
  ending: AbortSignal,
): Promise<Answer> {
  const sent = headersOf(headers, environment);
  const call = tracer.current();
  if (call !== undefined) sent.set('traceparent', printTraceparent(call));
  sent.set('accept', 'application/json, text/csv, text/plain;q=0.9, */*;q=0.1');
  if (tag !== undefined) sent.set('if-none-match', tag);
  const late = AbortSignal.timeout(timeoutSeconds * 1_000);
  const signal = AbortSignal.any([late, ending]);
  try {
    const response = await fetch(address, { headers: sent, redirect: 'manual', signal });
    return await read(response, bytes);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    if (late.aborted) throw new NoAnswer(`did not answer within ${timeoutSeconds} s`);
    throw new NoAnswer(`cannot be reached (${reasonOf(error)})`);
  }
}

function headersOf(
  headers: HttpSettings['headers'],
  environment: Readonly<Record<string, string | undefined>>,
): Headers {
  const made = new Headers();
  for (const [name, { environment: variable, prefix }] of Object.entries(headers)) {
    const value = environment[variable];
    if (value === undefined || value === '') {
      throw new NoAnswer(`is not asked: the header ${name} wants the variable ${variable}, which is not set`);
    }
    try {
      made.set(name, prefix + value);
    } catch {
      throw new NoAnswer(`is not asked: the variable ${variable} holds what no header can`);
    }
  }
  return made;
}

async function read(response: Response, bytes: number): Promise<Answer> {
  const { status } = response;
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  const about = {
    ...(response.headers.has('etag') ? { tag: response.headers.get('etag') ?? '' } : {}),
    ...(Number.isNaN(modified) ? {} : { modified: fromMilliseconds(modified) }),
  };
  if (status === 200) return { body: await bounded(response, bytes), ...about };
  await response.body?.cancel();
  if (status === 304) return about;
  if (status >= 300 && status < 400)
    throw new NoAnswer('sends elsewhere, which is not followed; write the new address into the settings');
  throw new NoAnswer(`answered ${status}`);
}

/** The text of an answer, given up at the first byte beyond the limit. */
async function bounded(response: Response, bytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > bytes) throw new NoAnswer(`answered with more than ${bytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'no connection';
}
