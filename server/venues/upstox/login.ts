import { VenueProblem } from '../../../core/venue/books.ts';
import type { UpstoxSettings } from './settings.ts';

/** Where a person makes a token for the sandbox. */
export const tokensPage = 'https://account.upstox.com/developer/apps';

/** The page on which a person logs in; it sends the browser to the redirect address, with a code. */
export function dialogOf({ rest, redirect }: Pick<UpstoxSettings, 'rest' | 'redirect'>, clientId: string): string {
  const url = new URL('/v2/login/authorization/dialog', rest);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirect);
  return url.href;
}

/** The code that a person gives: by itself, or in the address that the browser was sent to. Throws a `VenueProblem`. */
export function codeIn(text: string): string {
  const given = text.trim();
  const code = URL.canParse(given) ? (new URL(given).searchParams.get('code') ?? '') : given;
  if (!/^[\x21-\x7e]{1,4096}$/.test(code))
    throw new VenueProblem(
      'There is no code in that. Log in at Upstox, and give the address that the browser ends at, or the code in it.',
    );
  return code;
}
