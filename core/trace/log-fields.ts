import type { ValueSerializer } from './port.ts';

const deepest = 6;
const mostEntries = 64;
const longestText = 2_000;
const longestStack = 16_000;
const longest = 32_000;

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a log line says beside its message, as JSON: secrets masked, errors with stack and causes, bounded in depth and length. Nothing that a value does makes
 * it throw.
 */
export function logFields(fields: Readonly<Record<string, unknown>>, serializer: ValueSerializer): string {
  const seen = new Set<object>();

  function textOf(text: string, most = longestText): string {
    const clean = serializer.text(text.slice(0, most + 300));
    return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
  }

  function jsonOf(value: unknown, depth: number): Json {
    switch (typeof value) {
      case 'string':
        return textOf(value);
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : String(value);
      case 'object':
        return value === null ? null : objectOf(value, depth);
      default:
        return textOf(String(value));
    }
  }

  function objectOf(value: object, depth: number): Json {
    if (seen.has(value)) return '<circular>';
    if (depth >= deepest) return Array.isArray(value) ? '[…]' : '{…}';
    seen.add(value);
    try {
      if (value instanceof Error) return errorOf(value, depth);
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
      if (ArrayBuffer.isView(value)) return `<${value.constructor.name} len=${value.byteLength}>`;
      if (Array.isArray(value)) return value.slice(0, mostEntries).map((item: unknown) => jsonOf(item, depth + 1));
      if (value instanceof Map)
        return namedOf(
          [...value.entries()].map(([key, item]) => [String(key), item]),
          depth,
        );
      if (value instanceof Set) return [...value].slice(0, mostEntries).map((item: unknown) => jsonOf(item, depth + 1));
      return namedOf(Object.entries(value), depth);
    } catch {
      return '<unreadable>';
    } finally {
      seen.delete(value);
    }
  }

  function namedOf(entries: readonly (readonly [string, unknown])[], depth: number): { readonly [key: string]: Json } {
    return Object.fromEntries(
      entries
        .filter(([, value]) => value !== undefined && typeof value !== 'function')
        .slice(0, mostEntries)
        .map(([name, value]) => [name, serializer.masks(name) ? '***' : jsonOf(value, depth + 1)]),
    );
  }

  function errorOf(error: Error, depth: number): Json {
    const { name, message, stack, cause, ...rest } = error;
    return {
      type: textOf(error.constructor.name || name),
      message: textOf(error.message),
      stack: textOf(stack ?? error.stack ?? '', longestStack),
      ...namedOf(Object.entries(rest), depth),
      ...(error.cause === undefined ? {} : { cause: jsonOf(error.cause, depth + 1) }),
    };
  }

  const text = JSON.stringify(namedOf(readable(fields), 0));
  return text.length <= longest ? text : JSON.stringify({ cut: `${text.slice(0, longest)}…` });
}

function readable(fields: object): [string, unknown][] {
  try {
    return Object.entries(fields);
  } catch {
    return [];
  }
}
