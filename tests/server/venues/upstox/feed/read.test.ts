import fc from 'fast-check';
import protobuf from 'protobufjs/light.js';
import { expect, test } from 'vitest';
import { messages } from '../../../../../server/venues/upstox/feed/messages.ts';
import { type FeedMessage, readFeed } from '../../../../../server/venues/upstox/feed/read.ts';

const type = protobuf.Root.fromJSON(messages).lookupType('FeedResponse');
const encode = (message: Record<string, unknown>): Uint8Array => type.encode(type.fromObject(message)).finish();

/** A message in the words of the documents, as protobufjs reads it, with what this reader keeps of it. */
const quotes = (bid: number, ask: number, levels: number) =>
  Array.from({ length: levels }, (_, level) => ({
    bidQ: 75 * (level + 1),
    bidP: bid - level * 0.05,
    askQ: 150 * (level + 1),
    askP: ask + level * 0.05,
  }));
const ltpc = { ltp: 219.3, ltt: 1740729552723, ltq: 75, cp: 494.05 };
const read = { last: 219.3, lastTime: 1740729552723, lastQuantity: 75 };
const levels = (told: ReturnType<typeof quotes>) =>
  told.map(({ bidQ, bidP, askQ, askP }) => ({ bidQuantity: bidQ, bid: bidP, askQuantity: askQ, ask: askP }));

const cases: readonly [string, Record<string, unknown>, FeedMessage][] = [
  [
    'how segments stand',
    {
      type: 'market_info',
      currentTs: 1732775008661,
      marketInfo: { segmentStatus: { NSE_FO: 'NORMAL_OPEN', NSE_EQ: 'PRE_OPEN_START', MCX_FO: 'CLOSING_END' } },
    },
    {
      type: 'market_info',
      at: 1732775008661,
      feeds: [],
      segments: new Map([
        ['NSE_FO', 2],
        ['NSE_EQ', 0],
        ['MCX_FO', 5],
      ]),
    },
  ],
  [
    'the last price alone',
    { type: 'live_feed', feeds: { 'NSE_FO|45450': { ltpc } }, currentTs: 1740729566039 },
    { type: 'live_feed', at: 1740729566039, feeds: [{ key: 'NSE_FO|45450', mode: 0, ...read }], segments: new Map() },
  ],
  [
    'five levels, with what is skipped',
    {
      type: 'live_feed',
      currentTs: 1740729566039,
      feeds: {
        'NSE_FO|45450': {
          requestMode: 'full_d5',
          fullFeed: {
            marketFF: {
              ltpc,
              marketLevel: { bidAskQuote: quotes(219.25, 219.35, 5) },
              optionGreeks: { delta: 0.4743, theta: -15.2, gamma: 0.0007, vega: 11.1, rho: 2.2 },
              marketOHLC: { ohlc: [{ interval: '1d', open: 1, high: 2, low: 0.5, close: 1.5, vol: 9, ts: 17 }] },
              atp: 220.1,
              vtt: 18_446_744_073,
              oi: 5_525_925,
              iv: 0.108,
              tbq: 1_000,
              tsq: 2_000,
            },
          },
        },
      },
    },
    {
      type: 'live_feed',
      at: 1740729566039,
      feeds: [
        {
          key: 'NSE_FO|45450',
          mode: 1,
          ...read,
          volume: 18_446_744_073,
          openInterest: 5_525_925,
          levels: levels(quotes(219.25, 219.35, 5)),
        },
      ],
      segments: new Map(),
    },
  ],
  [
    'an index, which has no levels',
    {
      type: 'initial_feed',
      currentTs: 1740729566039,
      feeds: {
        'NSE_INDEX|Nifty 50': {
          requestMode: 'full_d5',
          fullFeed: {
            indexFF: {
              ltpc: { ltp: 22_082.65, ltt: 1740729552000, cp: 22_545.05 },
              marketOHLC: { ohlc: [{ interval: 'I1', open: 1, high: 2, low: 0.5, close: 1.5, vol: 0, ts: 17 }] },
            },
          },
        },
      },
    },
    {
      type: 'initial_feed',
      at: 1740729566039,
      feeds: [{ key: 'NSE_INDEX|Nifty 50', mode: 1, last: 22_082.65, lastTime: 1740729552000, lastQuantity: 0 }],
      segments: new Map(),
    },
  ],
  [
    'the best level beside greeks',
    {
      type: 'live_feed',
      currentTs: 1,
      feeds: {
        'NSE_FO|1': {
          requestMode: 'option_greeks',
          firstLevelWithGreeks: {
            ltpc,
            firstDepth: quotes(1, 2, 1)[0],
            optionGreeks: { delta: 0.5 },
            vtt: 12,
            oi: 3,
            iv: 0.2,
          },
        },
      },
    },
    {
      type: 'live_feed',
      at: 1,
      feeds: [{ key: 'NSE_FO|1', mode: 2, ...read, volume: 12, openInterest: 3, levels: levels(quotes(1, 2, 1)) }],
      segments: new Map(),
    },
  ],
  [
    'thirty levels',
    {
      type: 'live_feed',
      currentTs: 1,
      feeds: {
        'NSE_FO|1': {
          requestMode: 'full_d30',
          fullFeed: { marketFF: { ltpc, marketLevel: { bidAskQuote: quotes(100, 101, 30) } } },
        },
      },
    },
    {
      type: 'live_feed',
      at: 1,
      feeds: [{ key: 'NSE_FO|1', mode: 3, ...read, volume: 0, levels: levels(quotes(100, 101, 30)) }],
      segments: new Map(),
    },
  ],
];

test.for(cases)('reads %s', ([, message, expected]) => {
  expect(readFeed(encode(message))).toEqual(expected);
});

test('reads the numbers of a message that somebody else wrote', () => {
  // FeedResponse { type: live_feed, feeds { "A|1": { ltpc { ltp: 1.5, ltt: 300 } } }, currentTs: 150 }
  const bytes = Buffer.from(
    `0801 1215 0a03417c31 120e 0a0c 09000000000000f83f 10ac02 189601`.replaceAll(' ', ''),
    'hex',
  );
  expect(readFeed(bytes)).toEqual({
    type: 'live_feed',
    at: 150,
    feeds: [{ key: 'A|1', mode: 0, last: 1.5, lastTime: 300, lastQuantity: 0 }],
    segments: new Map(),
  });
});

test('skips fields that it does not know', () => {
  const known = encode({ type: 'live_feed', feeds: { 'NSE_FO|45450': { ltpc } }, currentTs: 7 });
  const unknown = Buffer.from([((99 << 3) & 0x7f) | 0x80, (99 << 3) >> 7, 1, (15 << 3) | 2, 2, 7, 7]);
  expect(readFeed(Buffer.concat([unknown, known]))).toEqual(readFeed(known));
});

const known = cases.map(([, message]) => encode(message));

test('makes of any bytes a message or an error, and never hangs', () => {
  const cut = fc.constantFrom(...known).chain((bytes) => fc.nat(bytes.length).map((end) => bytes.subarray(0, end)));
  const turned = fc
    .tuple(fc.constantFrom(...known), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 8 }))
    .map(([bytes, changes]) => {
      const copy = Uint8Array.from(bytes);
      for (const [at, byte] of changes) copy[at % copy.length] = byte;
      return copy;
    });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), cut, turned), (bytes) => {
      let message: FeedMessage | undefined;
      try {
        message = readFeed(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        return;
      }
      expect(['initial_feed', 'live_feed', 'market_info']).toContain(message.type);
    }),
    { numRuns: 2_000 },
  );
});

test('reads what protobufjs reads, wherever both read it', () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const whole = fc.nat({ max: 2_000_000_000 });
  const told = fc.record({
    key: fc.string({ minLength: 1, maxLength: 20 }),
    ltp: double,
    ltt: fc.maxSafeNat(),
    ltq: whole,
    vtt: fc.maxSafeNat(),
    quotes: fc.array(fc.record({ bidQ: whole, bidP: double, askQ: whole, askP: double }), { maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 3 }), (all) => {
      const feeds = Object.fromEntries(
        all.map(({ key, ltp, ltt, ltq, vtt, quotes: bidAskQuote }) => [
          key,
          { fullFeed: { marketFF: { ltpc: { ltp, ltt, ltq }, vtt, marketLevel: { bidAskQuote } } } },
        ]),
      );
      const mine = readFeed(encode({ type: 'live_feed', feeds, currentTs: 1 }));
      const last = new Map(all.map((each) => [each.key, each]));
      expect(mine.feeds.map(({ key }) => key).sort()).toEqual([...last.keys()].sort());
      for (const feed of mine.feeds) {
        const { ltp, ltt, ltq, vtt, quotes: bidAskQuote } = last.get(feed.key)!;
        expect([feed.last, feed.lastTime, feed.lastQuantity, feed.volume, feed.levels]).toEqual([
          ltp,
          ltt,
          ltq,
          vtt,
          levels(bidAskQuote),
        ]);
      }
    }),
    { numRuns: 300 },
  );
});
