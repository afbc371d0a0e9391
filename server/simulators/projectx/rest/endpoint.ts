import type { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import type { Session } from '../sessions.ts';

/** What the gateway answers: always status 200, however it went. */
export type Envelope = Readonly<Record<string, unknown>> & {
  readonly success: boolean;
  readonly errorCode: number;
  readonly errorMessage: string | null;
};

export const succeeded = (payload: Readonly<Record<string, unknown>> = {}): Envelope => ({
  ...payload,
  success: true,
  errorCode: 0,
  errorMessage: null,
});

export const failed = (
  errorCode: number,
  payload: Readonly<Record<string, unknown>> = {},
  errorMessage: string | null = null,
): Envelope => ({ ...payload, success: false, errorCode, errorMessage });

export interface Caller {
  readonly session: Session;
  readonly token: string;
}

/** What a body lacks, by field; answered with status 400. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly problems: Readonly<Record<string, readonly string[]>>;

  constructor(problems: Unreadable['problems']) {
    super('One or more validation errors occurred.');
    this.problems = problems;
  }
}

/** One call. Every one is a POST with JSON. */
export interface Endpoint {
  readonly path: string;
  /** History has a limit of its own. */
  readonly limit: 'history' | 'usual';
  /** `open` needs no token; `any_session` answers one that was ended as well. */
  readonly access: 'open' | 'session' | 'any_session';
  /** What stands in an answer that brings nothing. */
  readonly nothing: Readonly<Record<string, null>>;
  /** The code of a failure without a reason. */
  readonly unknownError: number;
  answer(body: unknown, gateway: Gateway, caller: Caller | undefined): Envelope;
}

interface EndpointTerms<B> {
  readonly body: z.ZodType<B>;
  readonly payload?: string;
  readonly limit?: Endpoint['limit'];
  readonly unknownError?: number;
  answer(body: B, gateway: Gateway, caller: Caller): Envelope;
}

export const endpoint = <B>(path: string, terms: EndpointTerms<B>): Endpoint => ({
  path: `/api/${path}`,
  limit: terms.limit ?? 'usual',
  access: 'session',
  nothing: terms.payload === undefined ? {} : { [terms.payload]: null },
  unknownError: terms.unknownError ?? 1,
  answer(body, gateway, caller) {
    if (caller === undefined) throw new Error(`${path} is answered to nobody without a token.`);
    return terms.answer(read(terms.body, body), gateway, caller);
  },
});

/** Throws `Unreadable` for what cannot be a body of that shape. */
export function read<B>(schema: z.ZodType<B>, body: unknown): B {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const problems: Record<string, string[]> = {};
  for (const { path, message } of error.issues) {
    const field = path.length === 0 ? '$' : `$.${path.join('.')}`;
    problems[field] = [...(problems[field] ?? []), message];
  }
  throw new Unreadable(problems);
}
