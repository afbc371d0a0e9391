import { createCalls } from '../../calls/calls.ts';
import { CallFailed, type Calls, type Tokens } from '../../calls/port.ts';
import { type Acquired, createTokens } from '../../calls/tokens.ts';
import type { VenueOptions } from '../port.ts';
import { readExactJson } from './parse/exact-json.ts';
import { readToken } from './parse/token.ts';
import { requestId } from './request-id.ts';
import { limitsOf, type TtSettings } from './settings.ts';

const DAY_MILLISECONDS = 86_400_000;

export interface TtConnection {
  readonly calls: Calls;
  readonly tokens: Tokens;
}

/** Calls of one environment of TT, with its token and within the limits of the key's plan. */
export function connectionTo(options: VenueOptions<TtSettings>): TtConnection {
  const { name, environment, settings, credentials, folder, clock, random, tracer, log } = options;
  const { appKey = '', appSecret = '' } = credentials;
  const { perSecond, perDay } = limitsOf(settings);
  const calls = createCalls({
    address: settings.address,
    clock,
    random,
    tracer,
    headers: { 'x-api-key': appKey },
    tokens: { token: () => tokens.token(), refused: (token) => tokens.refused(token) },
    secrets: [appKey, appSecret, `${appKey}:${appSecret}`].filter((secret) => secret !== ''),
    requestId: { make: () => requestId(settings), query: 'requestId' },
    limits: {
      usual: {
        windows: [
          { calls: perSecond, milliseconds: 1_000 },
          { calls: perDay, milliseconds: DAY_MILLISECONDS },
        ],
      },
    },
    timeoutMilliseconds: settings.timeoutSeconds * 1_000,
    connections: 4,
  });
  const tokens: Tokens = createTokens({
    name: `${name}-${environment}`,
    folder,
    owner: [settings.address, settings.path, appKey].join(' '),
    acquire: () => acquired(calls, settings, `${appKey}:${appSecret}`),
    clock,
    random,
    log,
  });
  return { calls, tokens };
}

async function acquired(calls: Calls, { path }: TtSettings, appKey: string): Promise<Acquired> {
  const answer = await calls.call({
    service: 'ttid',
    name: 'ttid/token',
    method: 'POST',
    path: `/ttid/${path}/token`,
    body: { form: { grant_type: 'user_app', app_key: appKey } },
    repeat: 'safe',
    urgency: 'first',
    authorized: false,
  });
  const read = readToken(documentOf(answer.text));
  if ('token' in read) return read;
  throw new CallFailed(`TT gives no token: ${read.refused}. Check the application key and its secret.`, {
    failure: 'token',
    reached: 'yes',
    answer,
  });
}

function documentOf(text: string): unknown {
  try {
    return readExactJson(text);
  } catch {
    return undefined;
  }
}
