import { type Fields, integerOf, isFields, messagesOf } from './fields.ts';

const deepest = 16;

/** The value of an `AnyValue` message: text, boolean, number (BigInt beyond 2^53), list, object, bytes, or undefined for an empty one. */
export function anyValue(value: unknown, depth = 0): unknown {
  if (!isFields(value)) return undefined;
  if (depth > deepest) return '…';
  if ('stringValue' in value) return typeof value.stringValue === 'string' ? value.stringValue : undefined;
  if ('boolValue' in value) return value.boolValue === true;
  if ('intValue' in value) return narrowed(integerOf(value.intValue));
  if ('doubleValue' in value) return Number(value.doubleValue);
  if (isFields(value.arrayValue)) {
    return messagesOf(value.arrayValue.values).map((item) => anyValue(item, depth + 1));
  }
  if (isFields(value.kvlistValue)) return Object.fromEntries(entriesOf(value.kvlistValue.values, depth + 1));
  return bytesOf(value.bytesValue);
}

function* entriesOf(values: unknown, depth: number): Generator<[string, unknown]> {
  for (const { key, value } of messagesOf(values)) {
    if (typeof key === 'string' && key !== '') yield [key, anyValue(value, depth)];
  }
}

const narrowed = (value: bigint | undefined): unknown =>
  value !== undefined && BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value;

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(value)) return undefined;
  try {
    const text = atob(value.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Attributes by name, the first of each name; at most so many. */
export function attributesOf(message: Fields, most = 128): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [key, value] of entriesOf(message.attributes, 0)) {
    if (found.size >= most) break;
    if (!found.has(key)) found.set(key, value);
  }
  return found;
}
