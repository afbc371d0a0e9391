import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, isHeartbeat, type Packet, TornFrame } from '../../../../../server/venues/kite/ticker/decode.ts';
import { oracle, sharedText } from '../../../../oracle.ts';
import { frameOf, fullPacket, words } from './frames.ts';

function packetsOf(frame: Buffer): Packet[] {
  const packets: Packet[] = [];
  decodeFrame(frame, (packet) => packets.push(packet));
  return packets;
}

interface Told {
  readonly instrument_token: number;
  readonly last_price: number;
  readonly last_quantity: number;
  readonly average_price: number;
  readonly volume: number;
  readonly buy_quantity: number;
  readonly sell_quantity: number;
  readonly ohlc: Record<'open' | 'high' | 'low' | 'close', number>;
  readonly last_trade_time: string;
  readonly timestamp: string;
  readonly oi: number;
  readonly oi_day_high: number;
  readonly oi_day_low: number;
  readonly depth: Record<'buy' | 'sell', { price: number; quantity: number; orders: number }[]>;
}

const nano = (points: number): number => Math.round(points * 1e9);
const micros = (text: string): number => Date.parse(text) * 1_000;

describe.skipIf(oracle('kite/ticker_full.json') === undefined)(
  'packets of Kite (DESKBOOK_SHARED names no folder with oracles/kite where these are skipped)',
  () => {
    const wire = (name: string): Buffer => Buffer.from(sharedText(`oracles/kite/${name}`)?.trim() ?? '', 'base64');
    /** Packets are there without the frame around them, or in it. */
    const only = (bytes: Buffer): Packet | undefined =>
      packetsOf(bytes.readUInt16BE(0) === 1 ? bytes : frameOf(bytes))[0];

    test('quote', () => {
      const told = oracle<Told>('kite/ticker_quote.json')!;
      expect(only(wire('ticker_quote.packet'))).toEqual({
        token: told.instrument_token,
        last: nano(told.last_price),
        trade: {
          quantity: told.last_quantity,
          average: nano(told.average_price),
          volume: told.volume,
          bought: told.buy_quantity,
          sold: told.sell_quantity,
        },
        ohlc: Object.fromEntries(Object.entries(told.ohlc).map(([name, price]) => [name, nano(price)])),
      });
    });

    test('full', () => {
      const told = oracle<Told>('kite/ticker_full.json')!;
      const level = ({ price, ...rest }: Told['depth']['buy'][number]) => ({ price: nano(price), ...rest });
      expect(only(wire('ticker_full.packet'))).toEqual({
        token: told.instrument_token,
        last: nano(told.last_price),
        trade: {
          quantity: told.last_quantity,
          average: nano(told.average_price),
          volume: told.volume,
          bought: told.buy_quantity,
          sold: told.sell_quantity,
        },
        ohlc: Object.fromEntries(Object.entries(told.ohlc).map(([name, price]) => [name, nano(price)])),
        tsEvent: micros(told.timestamp),
        full: {
          tsTrade: micros(told.last_trade_time),
          openInterest: told.oi,
          openInterestHigh: told.oi_day_high,
          openInterestLow: told.oi_day_low,
          bids: told.depth.buy.map(level),
          asks: told.depth.sell.map(level),
        },
      });
    });

    test('ltp', () => {
      const told = oracle<Told>('kite/ticker_ltp.json')!;
      const packet = words(told.instrument_token, Math.round(told.last_price * 100));
      expect(packetsOf(frameOf(packet))).toEqual([{ token: told.instrument_token, last: nano(told.last_price) }]);
    });
  },
);

test('several packets of one frame, each by its length', () => {
  const index = words(256_265, 2_600_050, 2_610_000, 2_590_000, 2_595_000, 2_598_000, 0, 1_795_000_000);
  const quote = words(408_065, 157_315, 1, 157_033, 100, 5, 6, 1, 2, 3, 4);
  const full = fullPacket({
    token: 408_066,
    last: 100,
    volume: 7,
    seconds: 9,
    bids: [[65, 2_000, 3]],
    asks: [],
  });
  expect(packetsOf(frameOf(words(408_065, 157_315), index.subarray(0, 28), index, quote, full))).toMatchObject([
    { token: 408_065, last: 1573.15e9 },
    { token: 256_265, last: 26_000.5e9, ohlc: { high: 26_100e9, low: 25_900e9, open: 25_950e9, close: 25_980e9 } },
    { token: 256_265, last: 26_000.5e9, tsEvent: 1_795_000_000e6 },
    { token: 408_065, trade: { quantity: 1, volume: 100 }, ohlc: { open: 1e7, high: 2e7, low: 3e7, close: 4e7 } },
    { full: { bids: [{ price: 20e9, quantity: 65, orders: 3 }], asks: [] } },
  ]);
});

test('currencies have more decimals, by the last byte of their token', () => {
  const frame = frameOf(words(0x103, 842_500_000), words(0x106, 842_500), words(0x102, 84_25));
  expect(packetsOf(frame).map(({ last }) => last)).toEqual([84.25e9, 84.25e9, 84.25e9]);
});

test('a packet of a length that is not known is skipped', () => {
  expect(packetsOf(frameOf(Buffer.alloc(5), Buffer.alloc(60), words(1, 2)))).toEqual([{ token: 1, last: 2e7 }]);
});

test('what came before the frame was torn stands', () => {
  const torn = frameOf(words(1, 2), words(3, 4)).subarray(0, 18);
  const packets: Packet[] = [];
  expect(() => decodeFrame(torn, (packet) => packets.push(packet))).toThrow('the frame ends in packet 2 of 2');
  expect(packets).toEqual([{ token: 1, last: 2e7 }]);
});

test('a byte alone is a heartbeat', () => {
  expect(isHeartbeat(Buffer.of(0))).toBe(true);
  expect(packetsOf(Buffer.of(1))).toEqual([]);
});

test('any bytes give packets of whole numbers, or are told to be torn', () => {
  const some = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(fc.constantFrom(8, 28, 32, 44, 184, 5), { maxLength: 3 }).chain((lengths) =>
      fc.tuple(...lengths.map((length) => fc.uint8Array({ minLength: length, maxLength: length }))).map((all) => {
        return frameOf(...all.map((each) => Buffer.from(each)));
      }),
    ),
  );
  fc.assert(
    fc.property(some, (bytes) => {
      const packets: Packet[] = [];
      try {
        decodeFrame(Buffer.from(bytes), (packet) => packets.push(packet));
      } catch (error) {
        expect(error).toBeInstanceOf(TornFrame);
      }
      for (const { token, last } of packets) expect([token, last].every(Number.isSafeInteger)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
