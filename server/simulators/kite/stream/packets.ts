import { PRICE_UNITS_PER_POINT, type Price } from '../../../../core/model/price.ts';
import { type Instant, SECOND } from '../../../../core/model/time.ts';
import type { ExchangeLevel } from '../../port.ts';
import type { Listed } from '../listing.ts';
import { marketOf, type Prices, totalOf } from '../market/quote.ts';

export const modes = ['ltp', 'quote', 'full'] as const;
export type Mode = (typeof modes)[number];

const PAISA = PRICE_UNITS_PER_POINT / 100;
const LEVELS = 5;
const LEVEL_BYTES = 12;

/** One byte without a meaning: the connection lives. */
export const HEARTBEAT = Buffer.from([0]);

const paisa = (price: Price): number => Math.round(price / PAISA);
const seconds = (at: Instant): number => Math.floor(at / SECOND);

/** Numbers of four bytes, big-endian. */
function words(values: readonly number[], extra = 0): Buffer {
  const packet = Buffer.alloc(values.length * 4 + extra);
  for (const [at, value] of values.entries()) packet.writeInt32BE(Math.min(value, 0x7fffffff), at * 4);
  return packet;
}

/** An instrument as a mode has it: 8 bytes, 44 or 184, and 28 or 32 for an index. Undefined for what has no prices. */
export function packetOf(listed: Listed, mode: Mode, exchange: Prices): Buffer | undefined {
  const market = marketOf(listed, exchange);
  if (market === undefined) return undefined;
  const { token, instrument } = listed;
  const { day, bids, asks, interest } = market;
  const last = paisa(day.last);
  if (mode === 'ltp') return words([token, last]);
  const [open, high, low, close] = [day.open, day.high, day.low, day.previousClose].map(paisa) as [
    number,
    number,
    number,
    number,
  ];
  if (instrument.calculated) {
    const index = [token, last, high, low, open, close, last - close];
    return words(mode === 'full' ? [...index, seconds(day.tsChanged)] : index);
  }
  const quote = [
    token,
    last,
    day.lastQuantity,
    paisa(day.averagePrice),
    day.volume,
    totalOf(bids),
    totalOf(asks),
    open,
    high,
    low,
    close,
  ];
  if (mode === 'quote') return words(quote);
  const full = [
    ...quote,
    seconds(day.tsLastTrade ?? day.tsChanged),
    interest?.now ?? 0,
    interest?.high ?? 0,
    interest?.low ?? 0,
    seconds(day.tsChanged),
  ];
  const packet = words(full, 2 * LEVELS * LEVEL_BYTES);
  const depth = full.length * 4;
  for (const [at, level] of [...sideOf(bids), ...sideOf(asks)].entries())
    writeLevel(packet, depth + at * LEVEL_BYTES, level);
  return packet;
}

const sideOf = (levels: readonly ExchangeLevel[]): readonly (ExchangeLevel | undefined)[] =>
  Array.from({ length: LEVELS }, (_, at) => levels[at]);

function writeLevel(packet: Buffer, at: number, level: ExchangeLevel | undefined): void {
  if (level === undefined) return;
  packet.writeInt32BE(level.quantity, at);
  packet.writeInt32BE(paisa(level.price), at + 4);
  packet.writeInt16BE(Math.min(level.orders ?? 1, 0x7fff), at + 8);
}

/** A frame: how many packets, and each behind its length. */
export function frameOf(packets: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(packets.length);
  const parts = packets.flatMap((packet) => {
    const length = Buffer.alloc(2);
    length.writeInt16BE(packet.length);
    return [length, packet];
  });
  return Buffer.concat([count, ...parts]);
}
