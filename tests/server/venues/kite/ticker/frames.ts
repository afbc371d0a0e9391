/** Frames as the ticker sends them, from numbers in the units of the wire. */
export function frameOf(...packets: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(packets.length);
  const parts = packets.flatMap((packet) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(packet.length);
    return [length, packet];
  });
  return Buffer.concat([count, ...parts]);
}

export function words(...numbers: readonly number[]): Buffer {
  const made = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) made.writeUInt32BE(number >>> 0, at * 4);
  return made;
}

type Level = readonly [quantity: number, price: number, orders: number];

/** Five levels a side: quantity, price, orders. */
export function levels(...each: readonly Level[]): Buffer {
  const made = Buffer.alloc(60);
  for (const [at, [quantity, price, orders]] of each.entries()) {
    made.writeUInt32BE(quantity, at * 12);
    made.writeInt32BE(price, at * 12 + 4);
    made.writeUInt16BE(orders, at * 12 + 8);
  }
  return made;
}

export interface FullPacket {
  readonly token: number;
  readonly last: number;
  readonly quantity?: number;
  readonly volume: number;
  readonly seconds: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

export const fullPacket = ({ token, last, quantity = 1, volume, seconds, bids, asks }: FullPacket): Buffer =>
  Buffer.concat([
    words(token, last, quantity, last, volume, 10, 20, last, last, last, last, seconds, 0, 0, 0, seconds),
    levels(...bids),
    levels(...asks),
  ]);
