import { randomBytes } from 'node:crypto';
import { createMiddleware } from 'hono/factory';

export interface SecurityVariables {
  /** For the one `<style>` element that the editor makes; new with each response. */
  styleNonce: string;
}

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A page may run our scripts, talk to us and nothing else. */
export const securityHeaders = createMiddleware<{ Variables: SecurityVariables }>(async (context, next) => {
  const nonce = randomBytes(16).toString('base64url');
  context.set('styleNonce', nonce);
  await next();
  if (!context.res.headers.has('Content-Security-Policy')) context.header('Content-Security-Policy', policy(nonce));
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('X-Frame-Options', 'DENY');
  context.header('Referrer-Policy', 'same-origin');
  context.header('Cross-Origin-Opener-Policy', 'same-origin');
  context.header('Cross-Origin-Resource-Policy', 'same-origin');
});
