import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Appearance, readAppearance } from '../../views/layout.ts';
import type { SecurityVariables } from '../security/headers.ts';

/** How the browser that asks wants its pages. */
export function appearance(context: Context): Appearance {
  const { styleNonce = '' }: Partial<SecurityVariables> = context.var;
  return readAppearance((name) => getCookie(context, name), styleNonce);
}
