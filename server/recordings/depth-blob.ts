import type { Price } from '../../core/model/price.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import type { DepthChange } from '../../core/replay/event.ts';

/** Doubles: how many bids, then price and quantity of each bid and each ask. Bids come before asks when read again. */
export function packChanges(changes: readonly DepthChange[]): Buffer {
  const bids = changes.filter(({ side }) => side === 'buy');
  const asks = changes.filter(({ side }) => side === 'sell');
  const values = new Float64Array(1 + 2 * changes.length);
  values[0] = bids.length;
  let at = 1;
  for (const { price, quantity } of [...bids, ...asks]) {
    values[at] = price;
    values[at + 1] = quantity;
    at += 2;
  }
  return Buffer.from(values.buffer);
}

/** The same read again; the numbers are those of a recording of ours, which were checked when it was made. */
export function unpackChanges({ buffer, byteOffset, byteLength }: Buffer): readonly DepthChange[] {
  const values = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const bids = values[0] ?? 0;
  const changes: DepthChange[] = [];
  for (let at = 1; at < values.length; at += 2) {
    const side = changes.length < bids ? 'buy' : 'sell';
    changes.push({ side, price: values[at] as Price, quantity: values[at + 1] as Quantity });
  }
  return changes;
}
