import { createHash } from 'node:crypto';
import { DAY, HOUR, type Instant, instant } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { Kite } from './http.ts';
import { INDIA } from './parse/instant.ts';

/** Tokens end in the morning of India; from when on is told in several ways, and this is the earliest. */
const ENDS = 6 * HOUR;

/** When a token of a login at an instant ends, as Kite documents it. */
export function tokenEnd(at: Instant): Instant {
  const india = at + INDIA;
  const today = india - (india % DAY) + ENDS;
  return instant((india < today ? today : today + DAY) - INDIA);
}

/** Where a person logs in with an application's key. */
export function loginUrl(page: string, apiKey: string): string {
  const url = new URL(page);
  url.searchParams.set('v', '3');
  url.searchParams.set('api_key', apiKey);
  return url.href;
}

/** The code out of what a person gives: the code, or the whole address that the page sent to. */
export function codeOf(given: string): string {
  const text = given.trim();
  const code = URL.canParse(text) ? new URL(text).searchParams.get('request_token') : text;
  if (code !== null && /^[A-Za-z0-9]{1,64}$/.test(code)) return code;
  throw new VenueProblem(
    'That is no request token. Log in at the address that is shown, and give the request_token of the address that Kite sends to afterwards.',
  );
}

export interface Application {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A token for the code of a login. */
export async function tokenFor(kite: Kite, { apiKey, apiSecret }: Application, code: string): Promise<string> {
  const checksum = createHash('sha256').update(`${apiKey}${code}${apiSecret}`).digest('hex');
  const { access_token } = await kite.session({ api_key: apiKey, request_token: code, checksum });
  return access_token;
}
