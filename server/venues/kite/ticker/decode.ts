import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../../core/model/time.ts';

/** One packet of the ticker. What a mode does not tell is absent; `index` packets have no trades and no depth. */
export interface Packet {
  readonly token: number;
  readonly last: Price;
  readonly trade?: PacketTrade;
  readonly ohlc?: PacketOhlc;
  /** The exchange's clock, in whole seconds. */
  readonly tsEvent?: Instant;
  readonly full?: PacketFull;
}

export interface PacketTrade {
  readonly quantity: Quantity;
  /** A mean, in the units of a price, cut. */
  readonly average: number;
  /** Traded since the day began. */
  readonly volume: number;
  /** What rests on either side. */
  readonly bought: number;
  readonly sold: number;
}

export interface PacketOhlc {
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  /** Of the day before. */
  readonly close: Price;
}

export interface PacketFull {
  readonly tsTrade: Instant;
  readonly openInterest: number;
  readonly openInterestHigh: number;
  readonly openInterestLow: number;
  readonly bids: readonly PacketLevel[];
  readonly asks: readonly PacketLevel[];
}

export interface PacketLevel {
  readonly price: Price;
  readonly quantity: Quantity;
  readonly orders: number;
}

/** A frame that is not what the ticker sends; what was read before it stands. */
export class TornFrame extends Error {}

/** Lengths of packets. */
const LTP = 8;
const INDEX_QUOTE = 28;
const INDEX_FULL = 32;
const QUOTE = 44;
const FULL = 184;

const LEVELS = 5;
const LEVEL = 12;
const DEPTH = 64;

/** The last byte of a token is its exchange: currencies have more decimals. */
const CDS = 3;
const BCD = 6;
/** Nano-points of the unit that prices are told in: hundredths, and what currencies have in their place. */
const unitOf = (token: number): number => {
  const segment = token & 0xff;
  return segment === CDS ? 100 : segment === BCD ? 100_000 : 10_000_000;
};

/** Whether a frame only says that the connection stands. */
export const isHeartbeat = (frame: Buffer): boolean => frame.length < 4;

/**
 * The packets of a binary frame: big-endian, a count, and each with its length before it. A packet of a length that is not known is skipped, as the
 * documents of the ticker ask. Throws a `TornFrame` where the frame ends before its packets do.
 */
export function decodeFrame(frame: Buffer, take: (packet: Packet) => void): void {
  if (isHeartbeat(frame)) return;
  const count = frame.readUInt16BE(0);
  let at = 2;
  for (let number = 1; number <= count; number += 1) {
    if (at + 2 > frame.length) throw torn(number, count);
    const length = frame.readUInt16BE(at);
    at += 2;
    if (at + length > frame.length) throw torn(number, count);
    const packet = decodePacket(frame, at, length);
    if (packet) take(packet);
    at += length;
  }
}

const torn = (number: number, count: number): TornFrame =>
  new TornFrame(`the frame ends in packet ${number} of ${count}`);

/** One packet; undefined for a length that is not known, and for a price that no exchange has and that could not be held exactly. */
function decodePacket(frame: Buffer, at: number, length: number): Packet | undefined {
  if (length < LTP) return undefined;
  const token = frame.readUInt32BE(at);
  const unit = unitOf(token);
  const last = priceAt(frame, at + 4, unit);
  if (!Number.isSafeInteger(last)) return undefined;
  switch (length) {
    case LTP:
      return { token, last };
    case INDEX_QUOTE:
      return { token, last, ohlc: indexAt(frame, at, unit) };
    case INDEX_FULL:
      return { token, last, ohlc: indexAt(frame, at, unit), tsEvent: secondsAt(frame, at + 28) };
    case QUOTE:
      return { token, last, trade: tradeAt(frame, at, unit), ohlc: ohlcAt(frame, at, unit) };
    case FULL:
      return {
        token,
        last,
        trade: tradeAt(frame, at, unit),
        ohlc: ohlcAt(frame, at, unit),
        tsEvent: secondsAt(frame, at + 60),
        full: {
          tsTrade: secondsAt(frame, at + 44),
          openInterest: frame.readUInt32BE(at + 48),
          openInterestHigh: frame.readUInt32BE(at + 52),
          openInterestLow: frame.readUInt32BE(at + 56),
          bids: levelsAt(frame, at + DEPTH, unit),
          asks: levelsAt(frame, at + DEPTH + LEVELS * LEVEL, unit),
        },
      };
    default:
      return undefined;
  }
}

const priceAt = (frame: Buffer, at: number, unit: number): Price => (frame.readInt32BE(at) * unit) as Price;

const ohlcAt = (frame: Buffer, at: number, unit: number): PacketOhlc => ({
  open: priceAt(frame, at + 28, unit),
  high: priceAt(frame, at + 32, unit),
  low: priceAt(frame, at + 36, unit),
  close: priceAt(frame, at + 40, unit),
});

/** An index is told in another order than what trades. */
const indexAt = (frame: Buffer, at: number, unit: number): PacketOhlc => ({
  open: priceAt(frame, at + 16, unit),
  high: priceAt(frame, at + 8, unit),
  low: priceAt(frame, at + 12, unit),
  close: priceAt(frame, at + 20, unit),
});

const secondsAt = (frame: Buffer, at: number): Instant => (frame.readUInt32BE(at) * SECOND) as Instant;

const tradeAt = (frame: Buffer, at: number, unit: number): PacketTrade => ({
  quantity: frame.readUInt32BE(at + 8) as Quantity,
  average: frame.readInt32BE(at + 12) * unit,
  volume: frame.readUInt32BE(at + 16),
  bought: frame.readUInt32BE(at + 20),
  sold: frame.readUInt32BE(at + 24),
});

/** A level without a quantity is one that is not there. */
function levelsAt(frame: Buffer, at: number, unit: number): PacketLevel[] {
  const levels: PacketLevel[] = [];
  for (let from = at; from < at + LEVELS * LEVEL; from += LEVEL) {
    const quantity = frame.readUInt32BE(from) as Quantity;
    const price = (frame.readInt32BE(from + 4) * unit) as Price;
    if (quantity === 0 || !Number.isSafeInteger(price)) continue;
    levels.push({ price, quantity, orders: frame.readUInt16BE(from + 8) });
  }
  return levels;
}
