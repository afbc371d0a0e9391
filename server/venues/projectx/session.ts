import path from 'node:path';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { SECOND } from '../../../core/model/time.ts';
import { createCalls } from '../../calls/calls.ts';
import { CallFailed, type Calls, type Tokens } from '../../calls/port.ts';
import { type Acquired, createTokens } from '../../calls/tokens.ts';
import type { TellMalformed } from '../parse/records.ts';
import type { VenueOptions } from '../port.ts';
import { GatewayRefused } from './errors.ts';
import { Gateway } from './http.ts';
import { jsonOf } from './parse/envelope.ts';
import type { ProjectxSettings } from './settings.ts';

/** As documented: bars by themselves, everything else together. */
const limits = {
  history: { windows: [{ calls: 50, milliseconds: 30_000 }] },
  usual: { windows: [{ calls: 200, milliseconds: 60_000 }] },
} as const;

/** As documented, for a token that does not tell. */
const LIFE_MILLISECONDS = 24 * 60 * 60 * 1_000;

const claims = z.object({ exp: z.number(), iat: z.number().optional() });

/**
 * How long a JSON web token that was just made lives: by when it says it was made, so that no clock but the gateway's counts, or else from now. The
 * documented life where it does not tell.
 */
export function lifeOf(token: string, clock: Clock): number {
  const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const read = claims.safeParse(jsonOf(body));
  if (!read.success) return LIFE_MILLISECONDS;
  const { exp, iat = clock.now() / SECOND } = read.data;
  return (exp - iat) * 1_000;
}

export interface Session {
  readonly calls: Calls;
  readonly tokens: Tokens;
  readonly gateway: Gateway;
}

/** Calls of a gateway with their limits, and the token that they and the hubs are made with. */
export function openSession(options: VenueOptions<ProjectxSettings>, malformed: TellMalformed): Session {
  const { name, environment, settings, credentials, folder, clock, random, tracer, log } = options;
  const { userName = '', apiKey = '' } = credentials;
  const tokens = createTokens({
    name: `${name}-${environment}`,
    folder: path.resolve(folder),
    owner: [settings.rest, environment, userName].join(' '),
    acquire: (current) => acquire(current),
    clock,
    random,
    log,
  });
  const calls = createCalls({ address: settings.rest, clock, random, tracer, tokens, secrets: [apiKey], limits });
  const gateway = new Gateway(calls, malformed);

  async function acquire(current: string | undefined): Promise<Acquired> {
    // a token that cannot be renewed leaves the key
    const renewed = current === undefined ? undefined : await gateway.validate(current).catch(() => undefined);
    const token = renewed ?? (await gateway.login(userName, apiKey).catch(refused));
    return { token, lifeMilliseconds: lifeOf(token, clock) };
  }

  return { calls, tokens, gateway };
}

/** The gateway's no to a login is one that is not asked again. */
function refused(error: unknown): never {
  if (!(error instanceof GatewayRefused)) throw error;
  throw new CallFailed(error.message, { failure: 'token', reached: 'yes', cause: error });
}
