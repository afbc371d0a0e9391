import { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import { type CallFault, type Faults, waitOf } from './faults.ts';
import { malform } from './malform.ts';

export interface FaultyEnv {
  Variables: {
    /** Milliseconds that the venue's clock is ahead in this answer. */
    skew: number;
  };
}

/** How the venue says what a fault makes it say. */
export interface VenueAnswers {
  /** Its body for a status. `Retry-After` is put to it here. */
  status(context: Context<FaultyEnv>, status: (CallFault & { kind: 'status' })['status']): Response;
  /** A success that says no. */
  refused(context: Context<FaultyEnv>, code: number | undefined): Response;
  /** Ends the token that the call was made with. */
  lapse(context: Context<FaultyEnv>): void;
}

/** Does to calls what the plan says. Paths of `/simulator/` are the simulator's own and never disturbed. */
export function callFaults(faults: Faults, answers: VenueAnswers): MiddlewareHandler<FaultyEnv> {
  return async (context, next) => {
    context.set('skew', 0);
    if (context.req.path.startsWith('/simulator/')) return next();
    const drawn = faults.ofCall(context.req.path);
    const after: CallFault['kind'][] = [];
    for (const fault of drawn) {
      switch (fault.kind) {
        case 'latency':
          await wait(waitOf(fault, faults.random));
          break;
        case 'clock_skew':
          context.set('skew', context.get('skew') + fault.milliseconds);
          break;
        case 'token_lapsed':
          answers.lapse(context);
          break;
        case 'redirected':
          return dated(context, elsewhere(context));
        case 'request_lost':
          return hangUp(context);
        case 'refused':
          return dated(context, answers.refused(context, fault.code));
        case 'status': {
          const answer = dated(context, answers.status(context, fault.status));
          if (fault.retryAfter !== undefined) answer.headers.set('Retry-After', String(fault.retryAfter));
          return answer;
        }
        default:
          after.push(fault.kind);
      }
    }
    await next();
    if (after.includes('answer_lost')) {
      context.res = hangUp(context);
      return undefined;
    }
    if (after.includes('malformed')) {
      const { status, headers } = context.res;
      const text = malform(await context.res.text(), faults.random);
      context.res = new Response(text, { status, headers: withoutLength(headers) });
    }
    dated(context, context.res);
    return undefined;
  };
}

function dated(context: Context<FaultyEnv>, answer: Response): Response {
  const skew = context.get('skew');
  if (skew !== 0) answer.headers.set('Date', new Date(Date.now() + skew).toUTCString());
  return answer;
}

/** The same again, at an address of the same server. */
function elsewhere({ req }: Context<FaultyEnv>): Response {
  const there = new URL(req.url);
  there.searchParams.append('redirected', 'true');
  const status = req.method === 'GET' ? 303 : 307;
  return new Response(null, { status, headers: { Location: `${there.pathname}${there.search}` } });
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-length');
  return kept;
}

/** Ends the connection without a word. */
function hangUp(context: Context<FaultyEnv>): Response {
  socketOf(context.env)?.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The connection of a call that came over the network; a call within the process has none. */
function socketOf(env: unknown): Socket | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined;
  return env.incoming instanceof IncomingMessage ? env.incoming.socket : undefined;
}
