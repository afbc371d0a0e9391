/** Fields of a message, as Protobuf's JSON names them. */
export type Fields = { readonly [name: string]: unknown };

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** The messages of a repeated field; one that is left out has none, anything else that is no message is an empty one. */
export const messagesOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.map((item: unknown) => (isFields(item) ? item : {})) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A 64-bit integer, written as digits or as a number; undefined where it is neither. */
export function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : roughly(value);
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

/** Nanoseconds since 1970 that a program wrote as a JSON number have lost some hundred of them. */
const roughly = (value: number): bigint | undefined =>
  Number.isInteger(value) && Math.abs(value) < 2 ** 64 ? BigInt(value) : undefined;

/** An enum by its number or its name; 0 where it is neither, as for every enum here that means "not said". */
export function enumOf(value: unknown, names: readonly string[]): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Math.max(0, names.indexOf(value)) : 0;
}

/** An id of so many bytes as hexadecimal digits; undefined where it is none, or all zero, which means the same. */
export function idOf(value: unknown, bytes: 8 | 16): string | undefined {
  const digits = value instanceof Uint8Array ? hexadecimal(value) : textOf(value).toLowerCase();
  const fits = digits.length === bytes * 2 && /^[0-9a-f]+$/.test(digits) && /[^0]/.test(digits);
  return fits ? digits : undefined;
}

export const isEmptyId = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (value instanceof Uint8Array && value.length === 0);

function hexadecimal(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return digits;
}
