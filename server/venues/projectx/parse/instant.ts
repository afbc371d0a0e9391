import { z } from 'zod';
import { type Instant, MILLISECOND, SECOND } from '../../../../core/model/time.ts';

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/;

/** ISO 8601 as the gateway writes it, to the microsecond; without a zone it is UTC. */
export function instantOf(text: string): Instant | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, seconds = '', fraction = '', zone = 'Z'] = match;
  const at = Date.parse(seconds + zone) * MILLISECOND + Number(fraction.slice(0, 6).padEnd(6, '0'));
  return Number.isSafeInteger(at) ? (at as Instant) : undefined;
}

export const jsonInstant = z.string().transform((text, context): Instant => {
  const at = instantOf(text);
  if (at !== undefined) return at;
  context.issues.push({ code: 'custom', message: 'is no time of ISO 8601', input: text });
  return z.NEVER;
});

/** `2025-07-18T21:00:01.268009Z` */
export function isoOf(at: Instant): string {
  const micros = ((at % SECOND) + SECOND) % SECOND;
  const whole = new Date((at - micros) / MILLISECOND).toISOString().slice(0, 19);
  return `${whole}.${String(micros).padStart(6, '0')}Z`;
}
