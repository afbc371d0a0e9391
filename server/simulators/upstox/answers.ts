import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { FaultyEnv } from '../faults/calls.ts';
import { type ErrorCode, errors } from './errors.ts';

export type Row = Readonly<Record<string, unknown>>;

const json = { 'Content-Type': 'application/json' };

export const answer = (body: unknown, status: ContentfulStatusCode = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: json });

export const success = (data: unknown, more: Row = {}): Response => answer({ status: 'success', data, ...more });

/** What of a call is not accepted. */
export interface Problem {
  readonly code: ErrorCode;
  /** Where the venue's usual sentence says too little. */
  readonly message?: string;
  readonly path?: string;
  readonly value?: unknown;
}

/** Both spellings of each member, as the venue sends them while the older one goes out of use. */
export function problemRow({ code, message = errors[code].message, path, value }: Problem): Row {
  const [propertyPath, invalidValue] = [path ?? null, value ?? null];
  return {
    errorCode: code,
    message,
    propertyPath,
    invalidValue,
    error_code: code,
    property_path: propertyPath,
    invalid_value: invalidValue,
  };
}

/** A refusal, with the status of its first problem. */
export function failure(...problems: readonly [Problem, ...Problem[]]): Response {
  return answer({ status: 'error', errors: problems.map(problemRow) }, errors[problems[0].code].status);
}

/** A refusal of the gateway, by its status alone. */
export const gatewayFailure = (code: ErrorCode, status: ContentfulStatusCode): Response =>
  answer({ status: 'error', errors: [problemRow({ code })] }, status);

/** Milliseconds that the venue's clock is ahead in this answer. */
export const skewOf = (context: Context<FaultyEnv>): number => context.get('skew');
