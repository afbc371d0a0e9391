import type { Clock } from '../../core/clock.ts';
import { SECOND } from '../../core/model/time.ts';
import type { BreakerSettings } from '../../core/trace/breaker.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { LimitSettings } from './limit-book.ts';
import type { Answer, Tokens } from './port.ts';
import type { BackOff } from './retry.ts';

export interface CallsOptions {
  /** `https://host`, with a path before every call's where there is one. */
  readonly address: string;
  /** The machine's. */
  readonly clock: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly tracer: Tracer;
  /** Sent with every call; `accept` is `application/json` unless it is here. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly tokens?: Pick<Tokens, 'token' | 'refused'>;
  /** How a token is sent; `authorization: Bearer …` where it is left out. */
  readonly authorize?: (token: string) => Readonly<Record<string, string>>;
  /** Whether an answer says that the token is not taken, and so that nothing was done; one of status 401 does where it is left out. */
  readonly refusesToken?: (answer: Answer) => boolean;
  /** What must never be seen in an error or a trace: keys, passwords. */
  readonly secrets?: readonly string[];
  /** A new one for each request, sent under these names where they are given; a random UUID where it is left out. */
  readonly requestId?: { readonly make: () => string; readonly query?: string; readonly header?: string };
  /** By name; a service keeps the one of its own name, or `usual`. */
  readonly limits?: Readonly<Record<string, LimitSettings>>;
  /** The most that a call waits for a limit or a connection; 10 s where it is left out. */
  readonly waitMilliseconds?: number;
  /** For one attempt where a call says nothing; 10 s where it is left out. */
  readonly timeoutMilliseconds?: number;
  /** At once; 8 where it is left out. */
  readonly connections?: number;
  /** Of an answer; 32 million where it is left out. */
  readonly bytes?: number;
  readonly retries?: Partial<RetrySettings>;
  readonly breaker?: Partial<BreakerSettings>;
}

export interface RetrySettings extends BackOff {
  /** Attempts after the first. */
  readonly most: number;
  /** Whether an answer with this status is worth another attempt; 429 and those from 500 on where it is left out. */
  readonly status: (status: number) => boolean;
  /** `Retry-After` beyond so many milliseconds is not waited for. */
  readonly longestAsked: number;
}

export const retrySettings: RetrySettings = {
  most: 3,
  first: 250,
  longest: 5_000,
  status: (status) => status === 429 || status >= 500,
  longestAsked: 30_000,
};

export const callBreakerSettings: BreakerSettings = { failures: 5, rest: 5 * SECOND, successes: 1, probes: 1 };
