import type { MiddlewareHandler } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failed, type KiteContext } from '../answers.ts';
import { badInput, KiteError } from '../errors.ts';
import type { Form } from '../orders/asked.ts';
import type { KiteParts } from '../parts.ts';

/** Paths that need no token. */
const open = (method: string, path: string): boolean =>
  path.startsWith('/connect/') ||
  path === '/instruments' ||
  /^\/instruments\/[A-Z]+$/.test(path) ||
  (method !== 'GET' && path === '/session/token');

/** `token key:token`, as the header has it. */
export function credentialsOf(header: string | undefined): { readonly key: string; readonly token: string } {
  const [, key = '', token = ''] = /^token ([^:\s]+):(\S+)$/.exec(header ?? '') ?? [];
  return { key, token };
}

/** What stands in front of every call: the version, the limits, the token. */
export function front({ sessions, limits }: KiteParts): MiddlewareHandler<FaultyEnv> {
  return async (context, next) => {
    const { req } = context;
    if (req.path.startsWith('/connect/')) return next();
    try {
      if (req.header('x-kite-version') !== '3') throw badInput('The header X-Kite-Version is missing, or not 3.');
      const { key, token } = credentialsOf(req.header('authorization'));
      limits.take(key, req.method, req.path);
      if (!open(req.method, req.path) && !sessions.isValid(key, token))
        throw new KiteError('TokenException', 'Incorrect `api_key` or `access_token`.');
    } catch (error) {
      if (!(error instanceof KiteError)) throw error;
      return failed(context, error);
    }
    return next();
  };
}

const FORM = 'application/x-www-form-urlencoded';

/** The fields of a form's body. Throws a `KiteError` for a body of another kind. */
export async function formOf({ req }: KiteContext): Promise<Form> {
  const type = req.header('content-type') ?? '';
  const body = await req.text();
  if (body !== '' && !type.startsWith(FORM)) throw badInput(`The body is to be ${FORM}.`);
  return Object.fromEntries(new URLSearchParams(body));
}
