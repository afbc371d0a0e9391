import { createHmac } from 'node:crypto';

export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string | Buffer;
}

/**
 * Headers by which a receiver knows who sent a body and when, as Standard Webhooks has them: HMAC-SHA256 over `<id>.<timestamp>.<body>`. A secret that
 * begins with `whsec_` is base64 behind it, any other is its own bytes.
 */
export function signature(secret: string, { id, timestamp, body }: Signed): Readonly<Record<string, string>> {
  const content = Buffer.concat([
    Buffer.from(`${id}.${timestamp}.`),
    typeof body === 'string' ? Buffer.from(body) : body,
  ]);
  const digest = hmacSha256(keyOf(secret), content).toString('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${digest}` };
}

export const hmacSha256 = (key: Buffer, text: string | Buffer): Buffer =>
  createHmac('sha256', key).update(text).digest();

const PREFIX = 'whsec_';

const keyOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret, 'utf8');
