import type { Context } from 'hono';
import type { FaultyEnv } from '../faults/calls.ts';
import { KiteError } from './errors.ts';

export type KiteContext = Context<FaultyEnv>;

export const succeeded = (context: KiteContext, data: unknown): Response => context.json({ status: 'success', data });

export const failed = (context: KiteContext, { message, type, status }: KiteError): Response =>
  context.json({ status: 'error', message, data: null, error_type: type }, status);

/** What a status is said with that no call of its own gave rise to. */
export function ofStatus(status: 401 | 403 | 408 | 429 | 500 | 502 | 503): KiteError {
  switch (status) {
    case 401:
    case 403:
      return new KiteError('TokenException', 'Incorrect `api_key` or `access_token`.', 403);
    case 429:
      return new KiteError('NetworkException', 'Too many requests', 429);
    case 502:
      return new KiteError('NetworkException', 'The order management system is down.', 502);
    case 408:
    case 503:
      return new KiteError('NetworkException', 'Service unavailable', 503);
    default:
      return new KiteError('GeneralException', 'Something unexpected went wrong.', 500);
  }
}
