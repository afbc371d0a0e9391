import { type Mode, modes } from './packets.ts';

/** What a client says: `{"a": "subscribe", "v": [408065]}`. */
export type Said =
  | { readonly action: 'subscribe' | 'unsubscribe'; readonly tokens: readonly number[] }
  | { readonly action: 'mode'; readonly mode: Mode; readonly tokens: readonly number[] };

const isTokens = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((each) => Number.isSafeInteger(each));
const isMode = (value: unknown): value is Mode => modes.some((each) => each === value);

/** Undefined for text that asks nothing. */
export function readSaid(text: string): Said | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('a' in value) || !('v' in value)) return undefined;
  const { a, v } = value;
  if ((a === 'subscribe' || a === 'unsubscribe') && isTokens(v)) return { action: a, tokens: v };
  if (a !== 'mode' || !Array.isArray(v)) return undefined;
  const [mode, tokens]: readonly unknown[] = v;
  return isMode(mode) && isTokens(tokens) ? { action: 'mode', mode, tokens } : undefined;
}
