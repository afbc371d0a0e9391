import path from 'node:path';
import { MILLISECOND } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import { createCalls } from '../../calls/calls.ts';
import { GivenTokens } from '../../calls/given-tokens.ts';
import { CallFailed, type Calls, type Tokens } from '../../calls/port.ts';
import { createTokens } from '../../calls/tokens.ts';
import type { TellMalformed } from '../parse/records.ts';
import type { VenueLogin, VenueOptions } from '../port.ts';
import { saysNoToken } from './errors.ts';
import { Kite } from './http.ts';
import { codeOf, loginUrl, tokenEnd, tokenFor } from './login.ts';
import type { KiteSettings } from './settings.ts';

/** As documented: quotes, bars and orders each by themselves, everything else together. */
const limits = {
  quote: { windows: [{ calls: 1, milliseconds: 1_000 }] },
  history: { windows: [{ calls: 3, milliseconds: 1_000 }] },
  orders: {
    windows: [
      { calls: 10, milliseconds: 1_000 },
      { calls: 400, milliseconds: 60_000 },
      { calls: 5_000, milliseconds: 86_400_000 },
    ],
  },
  usual: { windows: [{ calls: 10, milliseconds: 1_000 }] },
} as const;

/** What a simulator takes in the place of the code that its login page gives a person. */
const SIMULATED_CODE = 'simulator';

export interface Session {
  readonly calls: Calls;
  readonly tokens: Tokens;
  readonly kite: Kite;
  readonly apiKey: string;
  /** Absent at a simulator, which needs nobody. */
  readonly login: VenueLogin | undefined;
}

/** Calls of Kite with their limits, and the token that they and the ticker are made with. */
export function openSession(options: VenueOptions<KiteSettings>, malformed: TellMalformed): Session {
  const { settings, credentials, clock, random, tracer } = options;
  const { appKey: apiKey = '', appSecret: apiSecret = '' } = credentials;
  const calls = createCalls({
    address: settings.rest,
    clock,
    random,
    tracer,
    headers: { 'x-kite-version': '3' },
    tokens: { token: () => tokens.token(), refused: (token) => tokens.refused(token) },
    authorize: (token) => ({ authorization: `token ${apiKey}:${token}` }),
    refusesToken: ({ status, text }) => saysNoToken(status, text),
    secrets: [apiSecret],
    limits,
  });
  const kite = new Kite(calls, malformed);
  const { tokens, login } = tokensOf(options, kite);
  return { calls, tokens, kite, apiKey, login };
}

function tokensOf(options: VenueOptions<KiteSettings>, kite: Kite): Pick<Session, 'tokens' | 'login'> {
  const { name, environment, settings, credentials, clock, random, log } = options;
  const { appKey: apiKey = '', appSecret: apiSecret = '' } = credentials;
  const application = { apiKey, apiSecret };
  const url = (): string => loginUrl(settings.login, apiKey);
  const kept = {
    name: `${name}-${environment}`,
    folder: path.resolve(options.folder),
    owner: [settings.rest, environment, apiKey].join(' '),
    clock,
    log,
  };
  if (environment === 'simulator') {
    const acquire = async () => {
      const token = await tokenFor(kite, application, SIMULATED_CODE).catch(failed);
      const now = clock.now();
      return { token, lifeMilliseconds: (tokenEnd(now) - now) / MILLISECOND };
    };
    return { tokens: createTokens({ ...kept, acquire, random, aheadMilliseconds: 0 }), login: undefined };
  }
  const advice = `Log in with deskbook login ${name}, or on the page that the health cell links to; tokens of Kite end each morning at 06:00 of India.`;
  const tokens = new GivenTokens({ ...kept, url, advice });
  const redeem = async (given: string): Promise<void> => {
    const code = codeOf(given);
    const expires = tokenEnd(clock.now());
    tokens.give({ token: await tokenFor(kite, application, code).catch(refused), expires });
  };
  return { tokens, login: { url, redeem } };
}

/** A simulator that cannot be reached is tried again; every other failure is one of its own. */
function failed(error: unknown): never {
  if (error instanceof CallFailed) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw new CallFailed(reason, { failure: 'connection', reached: 'maybe', cause: error });
}

function refused(error: unknown): never {
  if (error instanceof CallFailed) throw new VenueProblem(error.message, { cause: error });
  throw error;
}
