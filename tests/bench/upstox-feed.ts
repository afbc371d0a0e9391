import protobuf from 'protobufjs/light.js';
import { instant } from '../../core/model/time.ts';
import { messages } from '../../server/venues/upstox/feed/messages.ts';
import { readFeed } from '../../server/venues/upstox/feed/read.ts';
import { Market } from '../../server/venues/upstox/market.ts';
import type { BenchRow } from './row.ts';

const KEYS = 100;
const FRAMES = 2_000;
const ROUNDS = 7;
const started = 1_795_250_000_000;

/** As the feed sends it in mode `full`: some instruments a message, five levels of each, bars and greeks beside them. */
function frames(encode: (message: Record<string, unknown>) => Uint8Array): Uint8Array[] {
  return Array.from({ length: FRAMES }, (_, turn) => {
    const feeds: Record<string, unknown> = {};
    for (let at = 0; at < 4; at++) {
      const key = (turn * 7 + at * 13) % KEYS;
      const last = 100 + key + ((turn * 3 + at) % 40) * 0.05;
      const bidAskQuote = Array.from({ length: 5 }, (__, level) => ({
        bidQ: 75 * (level + 1),
        bidP: last - 0.05 * (level + 1),
        askQ: 75 * (level + 2),
        askP: last + 0.05 * (level + 1),
      }));
      const ohlc = ['1d', 'I1'].map((interval) => ({
        interval,
        open: last,
        high: last,
        low: last,
        close: last,
        ts: started,
      }));
      feeds[`NSE_FO|${40_000 + key}`] = {
        requestMode: 'full_d5',
        fullFeed: {
          marketFF: {
            ltpc: { ltp: last, ltt: started + turn, ltq: 75, cp: 99 },
            marketLevel: { bidAskQuote },
            optionGreeks: { delta: 0.5, theta: -12, gamma: 0.001, vega: 9, rho: 1 },
            marketOHLC: { ohlc },
            atp: last,
            vtt: 75 * turn,
            oi: 100_000,
            iv: 0.12,
            tbq: 1_000,
            tsq: 2_000,
          },
        },
      };
    }
    return encode({ type: 'live_feed', feeds, currentTs: started + turn });
  });
}

/** Messages a second: read by protobufjs as it generates its reader, read here, and made events of the desk. */
export async function upstoxFeedBench(): Promise<readonly BenchRow[]> {
  const type = protobuf.Root.fromJSON(messages).lookupType('FeedResponse');
  const all = frames((message) => type.encode(type.fromObject(message)).finish());
  const raw = perSecond(all, (frame) => type.decode(frame));
  const read = perSecond(all, readFeed);
  const events = perSecond(
    all,
    () => undefined,
    () => {
      const market = new Market({
        instrumentOf: (key) => key,
        emit: () => undefined,
        dispatch: () => undefined,
        malformed: ({ reason }) => {
          throw new Error(reason);
        },
        now: () => instant(started * 1_000),
      });
      return market.take;
    },
  );
  return [
    row('Upstox feed, four instruments a message, read', read, raw),
    row('Upstox feed, made quotes, trades and depth', events, raw),
  ];
}

const row = (name: string, value: number, peerValue: number): BenchRow => ({
  name,
  value,
  unit: 'messages/s',
  peer: 'protobufjs, decode alone',
  peerValue,
  ratio: value / peerValue,
  aim: '> 1',
});

/** The best of some rounds. */
function perSecond(all: readonly Uint8Array[], take: (frame: Uint8Array) => unknown, make = () => take): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const each = make();
    const began = performance.now();
    for (const frame of all) each(frame);
    best = Math.max(best, (all.length / (performance.now() - began)) * 1_000);
  }
  return Math.round(best);
}
