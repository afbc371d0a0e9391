import type { ValueSerializer } from './port.ts';
import { type Captured, Printed } from './span-record.ts';

const LIMIT = 1_000;

function snapshot(value: unknown): Captured {
  if (typeof value === 'string') return value.length <= LIMIT ? value : `${value.slice(0, LIMIT - 3)}...`;
  if (typeof value === 'object' && value !== null) return new Printed('<object>');
  if (typeof value === 'function' || typeof value === 'symbol') return new Printed(`<${typeof value}>`);
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? value : undefined;
}

/** Keeps primitives alone and knows no secrets: what there is before a tracer is told of a better one. */
export const bareSerializer: ValueSerializer = {
  snapshot: (value) => (value === null ? null : snapshot(value)),
  named: (_, value) => (value === null ? null : snapshot(value)),
  outputs: (value) => (value === undefined || value === null ? undefined : [['result', snapshot(value)]]),
  masks: () => false,
  text: (text) => text,
};
