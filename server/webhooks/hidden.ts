import { MASK } from '../../core/trace/mask-names.ts';
import { isObject } from '../../core/webhooks/fields.ts';
import { MalformedAlert } from '../../core/webhooks/malformed.ts';
import type { KnownSecrets } from '../calls/known-secrets.ts';

const DEEPEST = 32;
const LONGEST_KEPT = 4_000;

/** A body without the secrets in it, which is all that anything behind the door sees of it. Throws `MalformedAlert` for one that is nested too deep. */
export function hidden(body: unknown, secrets: KnownSecrets): unknown {
  const text = (plain: string): string => secrets.values(plain);
  const hide = (value: unknown, depth: number): unknown => {
    if (depth > DEEPEST) throw new MalformedAlert('', `The body is nested deeper than ${DEEPEST} levels.`);
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return text(String(value)) === String(value) ? value : MASK;
    if (Array.isArray(value)) return value.map((each) => hide(each, depth + 1));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [text(key), hide(each, depth + 1)]));
  };
  return hide(body, 0);
}

/** The same as a text to keep, with what is secret by its name masked too, and cut. */
export const keptText = (body: unknown, secrets: KnownSecrets): string =>
  secrets.beginning(JSON.stringify(body), LONGEST_KEPT);
