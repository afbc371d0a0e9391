import path from 'node:path';
import { type Instant, instant, MILLISECOND } from '../../../core/model/time.ts';
import type { ServiceHealth } from '../../../core/venue/health.ts';
import { createCalls } from '../../calls/calls.ts';
import { GivenTokens } from '../../calls/given-tokens.ts';
import { CallFailed, type Calls, type Tokens } from '../../calls/port.ts';
import { createTokens } from '../../calls/tokens.ts';
import { asked } from '../asked.ts';
import type { TellMalformed } from '../parse/records.ts';
import type { VenueLogin, VenueOptions } from '../port.ts';
import { limitsOf } from './endpoints.ts';
import { Upstox } from './http.ts';
import { codeIn, dialogOf, tokensPage } from './login.ts';
import { tokenEnd } from './parse/time.ts';
import type { UpstoxSettings } from './settings.ts';

/** As documented, for a token of the sandbox. */
const SANDBOX_DAYS = 30;

export interface Session {
  readonly upstox: Upstox;
  readonly tokens: Tokens;
  /** Absent where nobody is asked to log in. */
  readonly login?: VenueLogin;
  readonly services: () => readonly ServiceHealth[];
  /** The venue's clock less the machine's, microseconds. */
  readonly skew: () => number | undefined;
  close(): Promise<void>;
}

/** Calls of the hosts of Upstox with their limits, and the token that they are made with. */
export function openSession(options: VenueOptions<UpstoxSettings>, malformed: TellMalformed): Session {
  const { name, environment, settings, credentials, folder, clock, random, tracer, log } = options;
  const { clientId = '', clientSecret = '' } = credentials;
  const kept = {
    name: `${name}-${environment}`,
    folder: path.resolve(folder),
    owner: [settings.rest, environment, clientId].join(' '),
    clock,
    log,
  };
  const client = { client_id: clientId, client_secret: clientSecret, redirect_uri: settings.redirect };
  const page = (): string => (settings.login === 'token' ? tokensPage : dialogOf(settings, clientId));
  const given =
    environment === 'simulator'
      ? undefined
      : new GivenTokens({ ...kept, url: page, advice: `Log in at Upstox: deskbook login ${name}, or the page.` });
  const acquire = async () => ({ token: await byItself(), lifeMilliseconds: (end() - clock.now()) / MILLISECOND });
  const tokens: Tokens = given ?? createTokens({ ...kept, acquire, random });
  const shared = { clock, random, tracer, tokens, secrets: [clientSecret], limits: limitsOf(settings.ordersPerSecond) };
  const rest = createCalls({ ...shared, address: settings.rest });
  const orders = createCalls({ ...shared, address: settings.orders });
  const upstox = new Upstox({ rest, orders }, malformed);
  const skew = (): number | undefined => rest.clockSkew() ?? orders.clockSkew();

  /** When a token that is made now ends, by the machine's clock. */
  function end(): Instant {
    const ahead = skew() ?? 0;
    return instant(tokenEnd(instant(clock.now() + ahead)) - ahead);
  }

  async function byItself(): Promise<string> {
    const { pathname, searchParams } = new URL(dialogOf(settings, clientId));
    const code = await codeOf(rest, pathname, Object.fromEntries(searchParams));
    return upstox.token({ code, ...client });
  }

  async function redeem(text: string): Promise<void> {
    const code = codeIn(text);
    if (given === undefined) return;
    if (settings.login === 'code') given.give({ token: await upstox.token({ code, ...client }), expires: end() });
    else given.give({ token: code, expires: instant(clock.now() + SANDBOX_DAYS * 86_400_000 * MILLISECOND) });
  }

  return {
    upstox,
    tokens,
    ...(given === undefined ? {} : { login: { url: page, redeem: (text: string) => asked(() => redeem(text)) } }),
    services: () => [...rest.health(), ...orders.health()],
    skew,
    async close() {
      await tokens.close();
      await Promise.all([rest.close(), orders.close()]);
    },
  };
}

/** A simulator's page asks nobody, and sends on with a code at once. */
async function codeOf(rest: Calls, at: string, query: Readonly<Record<string, string>>): Promise<string> {
  const answer = await rest
    .call({
      service: 'session',
      name: 'login/dialog',
      method: 'GET',
      path: at,
      query,
      repeat: 'safe',
      authorized: false,
    })
    .catch((error: unknown) => {
      if (error instanceof CallFailed && error.answer?.status === 302) return error.answer;
      throw error;
    });
  const location = answer.headers.get('location') ?? '';
  if (!URL.canParse(location)) {
    const what = 'The login page of Upstox did not send on with a code. Is it the simulator?';
    throw new CallFailed(what, { failure: 'token', reached: 'yes' });
  }
  return codeIn(location);
}
