import { fromMilliseconds, type Instant } from '../../core/model/time.ts';

/** Year 2286 in seconds: a larger count is of milliseconds. */
const SECONDS_LIMIT = 10_000_000_000;

/** An instant from ISO 8601 with its zone, or from seconds or milliseconds since 1970. Undefined for anything else. */
export function parseInstant(value: unknown): Instant | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (/^\d{9,13}(?:\.\d+)?$/.test(text)) {
    const count = Number(text);
    return fromMilliseconds(count < SECONDS_LIMIT ? count * 1_000 : count);
  }
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const milliseconds = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(milliseconds) ? undefined : fromMilliseconds(milliseconds);
}
