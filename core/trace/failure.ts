import type { ValueSerializer } from './port.ts';
import { literal } from './serialize/literal.ts';

const ONE = 4_000;
const ALL = 16_000;
/** Looked at beyond what is shown: a secret is told by what follows it too. */
const MARGIN = 400;
const CAUSES = 8;
const SIBLINGS = 10;

function read(from: object, key: string): unknown {
  try {
    return Reflect.get(from, key);
  } catch {
    return undefined;
  }
}

const cut = (text: string, limit: number): string => (text.length <= limit ? text : `${text.slice(0, limit - 3)}...`);

const indented = (text: string): string => text.replaceAll('\n', '\n  ');

function headed(error: object): string | undefined {
  const message = read(error, 'message');
  const stack = read(error, 'stack');
  if (typeof message !== 'string' && typeof stack !== 'string') return undefined;
  const name = read(error, 'name');
  const header = `${typeof name === 'string' && name !== '' ? name : 'Error'}${message ? `: ${String(message)}` : ''}`;
  if (typeof stack !== 'string' || stack === '') return header;
  // A stack was written when the error was made; a message that changed since is told before it.
  return typeof message === 'string' && !stack.includes(message) ? `${header}\n${stack}` : stack;
}

function tell(error: unknown, serializer: ValueSerializer, seen: Set<unknown>): string {
  const head = typeof error === 'object' && error !== null ? headed(error) : undefined;
  if (head === undefined || typeof error !== 'object' || error === null)
    return `Thrown, and no Error: ${literal(serializer.snapshot(error))}`;
  if (seen.has(error)) return '<circular>';
  seen.add(error);
  let text = cut(serializer.text(head.slice(0, ONE + MARGIN)), ONE);
  const errors = read(error, 'errors');
  if (Array.isArray(errors) && seen.size < CAUSES) {
    for (const [index, one] of errors.slice(0, SIBLINGS).entries())
      text += `\n  [${index + 1}] ${indented(tell(one, serializer, seen))}`;
    if (errors.length > SIBLINGS) text += `\n  and ${errors.length - SIBLINGS} more`;
  }
  const cause = read(error, 'cause');
  if (cause === undefined) return text;
  return `${text}\nCaused by: ${seen.size < CAUSES ? tell(cause, serializer, seen) : '...'}`;
}

interface Told {
  readonly serializer: ValueSerializer;
  readonly head: string | undefined;
  readonly cause: unknown;
  readonly text: string;
}

/** An error passes through every monitored caller; it is told anew only where something of it changed on its way. */
const told = new WeakMap<object, Told>();

/** What was thrown as a text: the stack, then the chain of causes, and the parts of an AggregateError; bounded, with secrets masked. Never throws. */
export function describeFailure(error: unknown, serializer: ValueSerializer): string {
  try {
    if (typeof error !== 'object' || error === null) return whole(error, serializer);
    const head = headed(error);
    const cause = read(error, 'cause');
    const known = told.get(error);
    if (known?.serializer === serializer && known.head === head && known.cause === cause) return known.text;
    const text = whole(error, serializer);
    if (head !== undefined) told.set(error, { serializer, head, cause, text });
    return text;
  } catch {
    return 'Thrown, and it cannot be printed.';
  }
}

const whole = (error: unknown, serializer: ValueSerializer): string =>
  cut(serializer.text(tell(error, serializer, new Set())), ALL);
