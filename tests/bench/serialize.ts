import { inspect } from 'node:util';
import { createSerializer } from '../../core/trace/serialize/serializer.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const calls = 200_000;

class Order {
  readonly side = 'buy';
  readonly instrument = 'ZNZ6';
  readonly quantity: number;
  readonly price: number;
  readonly working = true;

  constructor(index: number) {
    this.quantity = index % 100;
    this.price = 110_000_000_000 + (index % 64) * 15_625_000;
  }
}

const samples: readonly (readonly [what: string, make: (index: number) => unknown, aim: string])[] = [
  ['a number', (index) => index, '-'],
  ['a short text', (index) => (index % 2 === 0 ? 'ZNZ6' : 'manual'), '-'],
  ['an object of 5 fields', (index) => ({ ...new Order(index) }), '≤ 3 µs'],
  ['an instance of 5 fields', (index) => new Order(index), '≤ 3 µs'],
  ['a list of 100', () => Array.from({ length: 100 }, (_, item) => item), '-'],
  ['a text with a query', (index) => `GET /orders?account=A${index}&side=buy`, '-'],
];

/** What it costs to keep a value as it is now, beside what prints it without masks and bounds. */
export async function serializeBench(): Promise<readonly BenchRow[]> {
  const { snapshot } = bound();
  const rows: BenchRow[] = [];
  let kept = 0;
  for (const [what, make, aim] of samples) {
    const values = Array.from({ length: 1_000 }, (_, index) => make(index));
    const each = (print: (value: unknown) => unknown) => () => {
      for (let call = 0; call < calls; call++) kept += print(values[call % 1_000]) === undefined ? 0 : 1;
    };
    const [ours = 0, json = 0, inspected = 0] = await inTurns(3, [
      each(snapshot),
      each(JSON.stringify),
      each((value) => inspect(value)),
    ]);
    const row = (peer: string, took: number): BenchRow => ({
      name: `keep ${what}`,
      value: (ours * 1_000) / calls,
      unit: 'µs',
      peer,
      peerValue: (took * 1_000) / calls,
      ratio: took / ours,
      aim,
    });
    rows.push(row('JSON.stringify', json), row('util.inspect', inspected));
  }
  if (kept === 0) throw new Error('Nothing was kept.');
  return rows;
}

function bound() {
  const serializer = createSerializer();
  return { snapshot: (value: unknown) => serializer.snapshot(value) };
}
