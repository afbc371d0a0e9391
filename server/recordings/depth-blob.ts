import type { Price } from '../../core/model/price.ts';
import { quantity } from '../../core/model/quantity.ts';
import type { DepthChange } from '../../core/replay/event.ts';

/** Little-endian doubles: how many bids, then price and quantity of each bid and each ask. Bids come before asks when read again. */
export function packChanges(changes: readonly DepthChange[]): Buffer {
  const bids = changes.filter(({ side }) => side === 'buy');
  const asks = changes.filter(({ side }) => side === 'sell');
  const packed = Buffer.allocUnsafe(8 * (1 + 2 * changes.length));
  packed.writeDoubleLE(bids.length, 0);
  let at = 8;
  for (const change of [...bids, ...asks]) {
    packed.writeDoubleLE(change.price, at);
    packed.writeDoubleLE(change.quantity, at + 8);
    at += 16;
  }
  return packed;
}

export function unpackChanges(packed: Buffer): readonly DepthChange[] {
  const bids = packed.readDoubleLE(0);
  const changes: DepthChange[] = [];
  for (let at = 8; at < packed.length; at += 16) {
    const price = packed.readDoubleLE(at) as Price;
    changes.push({
      side: changes.length < bids ? 'buy' : 'sell',
      price,
      quantity: quantity(packed.readDoubleLE(at + 8)),
    });
  }
  return changes;
}
