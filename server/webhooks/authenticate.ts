import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { type Instant, SECOND } from '../../core/model/time.ts';
import { atPointer, isObject } from '../../core/webhooks/fields.ts';
import { timeOf } from '../../core/webhooks/read-alert.ts';
import { hmacSha256, signature } from '../alerts/delivery/sign.ts';
import type { Hook } from './hooks.ts';

export interface Asked {
  /** Of the request, by name in small letters. */
  header(name: string): string | undefined;
  /** The body as it came. */
  readonly raw: Buffer;
  /** The same, read; undefined where it is no JSON. */
  readonly body: unknown;
}

export type Authentication =
  /** `id` by which a repeat is known, where the sender gives one apart from the body. */
  | { readonly ok: true; readonly id?: string }
  /** A sentence for the record; the sender is not told which part was wrong, unless it knew the secret. */
  | { readonly ok: false; readonly reason: string; readonly told?: string };

const ID_HEADER = 'idempotency-key';

/** Whether whoever asks knows the secret of a webhook that is open; every comparison takes as long whatever is compared. */
export function authenticate(hook: Hook, secret: string, asked: Asked, machine: Pick<Clock, 'now'>): Authentication {
  const { authentication } = hook.settings;
  const now = machine.now();
  const old = hook.settings.oldestSeconds;
  switch (authentication.by) {
    case 'header':
      return withId(
        bySecret(secret, asked.header(authentication.header), `the header ${authentication.header}`),
        asked,
      );
    case 'body':
      return withId(
        bySecret(secret, inBody(asked.body, authentication.field), `the body at ${authentication.field}`),
        asked,
      );
    case 'hmac': {
      const { header, timestamp, prefix, encoding } = authentication;
      const [given, at] = [asked.header(header), asked.header(timestamp)];
      if (given === undefined || at === undefined)
        return { ok: false, reason: `There is no ${header} or no ${timestamp}.` };
      const signed = Buffer.concat([Buffer.from(`${at}.`), asked.raw]);
      const digest = `${prefix}${hmacSha256(Buffer.from(secret), signed).toString(encoding)}`;
      if (
        !isSame(encoding === 'hex' ? given.toLowerCase() : given, encoding === 'hex' ? digest.toLowerCase() : digest)
      ) {
        return { ok: false, reason: 'The signature is another one.' };
      }
      return inTime(at, timestamp, now, old) ?? { ok: true };
    }
    case 'standard': {
      const [id, at, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
        asked.header(name),
      );
      if (id === undefined || at === undefined || given === undefined) {
        return { ok: false, reason: 'There is no webhook-id, no webhook-timestamp or no webhook-signature.' };
      }
      const timestamp = /^\d{1,15}$/.test(at) ? Number(at) : Number.NaN;
      const ours = signature(secret, { id, timestamp, body: asked.raw })['webhook-signature'];
      const matches = given.split(' ', 10).map((each) => isSame(each, ours ?? ''));
      if (String(timestamp) !== at || !matches.includes(true))
        return { ok: false, reason: 'The signature is another one.' };
      return inTime(at, 'webhook-timestamp', now, old) ?? { ok: true, id };
    }
  }
}

function bySecret(secret: string, given: string | undefined, place: string): Authentication {
  if (given === undefined) return { ok: false, reason: `There is no secret in ${place}.` };
  return isSame(given, secret) ? { ok: true } : { ok: false, reason: `The secret in ${place} is another one.` };
}

function withId(authentication: Authentication, { header }: Asked): Authentication {
  const id = header(ID_HEADER)?.trim();
  return authentication.ok && id ? { ...authentication, id } : authentication;
}

function inBody(body: unknown, field: string): string | undefined {
  const found = field.startsWith('/')
    ? atPointer(body, field)
    : isObject(body) && Object.hasOwn(body, field)
      ? body[field]
      : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Why a timestamp is not taken; undefined where it is recent. */
function inTime(text: string, name: string, now: Instant, oldestSeconds: number): Authentication | undefined {
  let at: Instant | undefined;
  try {
    at = timeOf(text, name);
  } catch {
    at = undefined;
  }
  if (at === undefined) return { ok: false, reason: `${name} is no time.`, told: `${name} is no time.` };
  return tooOld(at, now, oldestSeconds, name);
}

/** The same for an instant that is read. */
export function tooOld(
  at: Instant,
  now: Instant,
  oldestSeconds: number,
  name: string,
): Extract<Authentication, { ok: false }> | undefined {
  const away = Math.round(Math.abs(now - at) / SECOND);
  if (Math.abs(now - at) <= oldestSeconds * SECOND) return undefined;
  const told = `${name} is ${away} seconds ${at < now ? 'old' : 'ahead'}; ${oldestSeconds} are allowed.`;
  return { ok: false, reason: told, told };
}

/** By digests of one length, so that neither length nor content shows in the time it takes. */
const isSame = (given: string, ours: string): boolean => timingSafeEqual(digestOf(given), digestOf(ours));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
