import type { MiddlewareHandler } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failure } from '../answers.ts';
import type { UpstoxParts } from '../parts.ts';

/** Nobody has a token yet, or it is in the address. */
const open = /^\/(?:v2\/login\/|market-quote\/instruments\/)/;
/** Sends, changes or ends orders. */
const ordering = /^\/v[23]\/order\/(?:place|modify|cancel|multi\/(?:place|cancel)|positions\/exit)$/;

export const bearerOf = (header: string | undefined): string | undefined => /^Bearer (\S+)$/.exec(header ?? '')?.[1];

/** An address without what of it is a value, as limits hold for one kind of call. */
const apiOf = (method: string, path: string): string =>
  `${method} ${path.replace(/^(\/v[23]\/historical-candle(?:\/intraday)?)\/.*$/, '$1')}`;

/** What stands in front of every call: the token, and how many calls there may be. */
export function front({ tokens, limits }: UpstoxParts): MiddlewareHandler<FaultyEnv> {
  return async ({ req }, next) => {
    if (!open.test(req.path) && !tokens.isValid(bearerOf(req.header('authorization')) ?? ''))
      return failure({ code: 'UDAPI100050' });
    if (!limits.take(ordering.test(req.path) ? 'order' : 'standard', apiOf(req.method, req.path)))
      return failure({ code: 'UDAPI10005' });
    await next();
    return undefined;
  };
}
