import type { Context } from 'hono';
import type { FaultyEnv } from '../faults/calls.ts';
import { jsonText } from './json.ts';
import type { Row } from './order-rows.ts';

type Status = 200 | 400 | 401 | 403 | 404 | 408 | 429 | 500 | 502 | 503;

const json = { 'Content-Type': 'application/json' };

/** Says what the gateway in front of the services says: it knows nothing of their envelope. */
export const gatewaySays = (message: string, status: Status): Response =>
  new Response(jsonText({ message }), { status, headers: json });

/** A service's own no. */
export const serviceSays = (message: string, status: Status): Response =>
  new Response(jsonText({ status: 'Failed', status_message: message }), { status, headers: json });

/** A success: whatever the service gives, and that it is all of it. */
export const ok = (members: Row): Response =>
  new Response(jsonText({ lastPage: 'true', status: 'Ok', ...members }), { headers: json });

/** Rows of an answer with pages. */
const PAGE = 500;

/** One page of the rows, with the key of the next: `lastPage` is a text. */
export function paged(context: Context<FaultyEnv>, member: string, rows: readonly Row[]): Response {
  const key = context.req.query('nextPageKey');
  const from = key === undefined ? 0 : offsetOf(key, member);
  if (from === undefined) return serviceSays('nextPageKey is none of this endpoint.', 400);
  const isLast = from + PAGE >= rows.length;
  return ok({
    [member]: rows.slice(from, from + PAGE),
    lastPage: String(isLast),
    nextPageKey: isLast ? undefined : keyOf(from + PAGE, member),
  });
}

const keyOf = (offset: number, member: string): string => Buffer.from(`${member}:${offset}`).toString('base64url');

function offsetOf(key: string, member: string): number | undefined {
  const [of, offset] = Buffer.from(key, 'base64url').toString().split(':');
  return of === member && /^\d{1,9}$/.test(offset ?? '') ? Number(offset) : undefined;
}

/** Nanoseconds that the venue's clock is ahead in this answer. */
export const skewOf = (context: Context<FaultyEnv>): bigint => BigInt(Math.round(context.get('skew'))) * 1_000_000n;

export const statusMessages: Readonly<Record<401 | 403 | 408 | 429 | 500 | 502 | 503, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  408: 'Request Timeout',
  429: 'Too Many Requests',
  500: 'Internal server error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};
