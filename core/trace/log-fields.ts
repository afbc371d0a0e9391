import { MASK } from './mask-names.ts';
import type { ValueSerializer } from './port.ts';
import { followsSecretName, isValueKey, namesSecret } from './secret-places.ts';

const deepest = 6;
const mostEntries = 64;
const longestText = 2_000;
const longestStack = 16_000;
const longest = 40_000;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a log line says beside its message, as JSON: secrets masked, bounded in depth and length. Takes what JSON can say, BigInt and bytes. */
export function logFields(fields: Readonly<Record<string, unknown>>, serializer: ValueSerializer): string {
  const masks = (name: string): boolean => serializer.masks(name);

  function textOf(text: string, most: number): string {
    // A secret at the cut is told by what follows it.
    const clean = serializer.text(text.slice(0, most + 300));
    return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
  }

  function jsonOf(value: unknown, depth: number, most: number): Json {
    if (typeof value === 'string') return textOf(value, most);
    if (typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
    if (typeof value !== 'object') return String(value);
    if (value instanceof Uint8Array) return `<bytes len=${value.length}>`;
    if (depth >= deepest) return Array.isArray(value) ? '[…]' : '{…}';
    if (!Array.isArray(value)) return named(value, depth + 1);
    return value
      .slice(0, mostEntries)
      .map((item: unknown, index) => (followsSecretName(value, index, masks) ? MASK : jsonOf(item, depth + 1, most)));
  }

  function named(value: object, depth: number): { readonly [key: string]: Json } {
    const beside = namesSecret(value, masks);
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .slice(0, mostEntries)
        .map(([name, field]) => [
          serializer.text(name.slice(0, longestText)),
          masks(name) || (beside && isValueKey(name))
            ? MASK
            : jsonOf(field, depth, /stack/i.test(name) ? longestStack : longestText),
        ]),
    );
  }

  const text = JSON.stringify(named(fields, 0));
  return text.length <= longest ? text : JSON.stringify({ cut: `${text.slice(0, longestStack)}…` });
}
