import protobuf from 'protobufjs/light.js';
import { messages } from '../../../venues/upstox/feed/messages.ts';

/** The messages of the market feed as they are encoded: numbers for instants in milliseconds and for enumerations. */
export interface FeedResponse {
  readonly type: number;
  readonly feeds?: Readonly<Record<string, Feed>>;
  readonly currentTs: number;
  readonly marketInfo?: { readonly segmentStatus: Readonly<Record<string, number>> };
}

export interface Feed {
  readonly ltpc?: Ltpc;
  readonly fullFeed?: { readonly marketFF: MarketFull } | { readonly indexFF: IndexFull };
  readonly firstLevelWithGreeks?: FirstLevel;
  readonly requestMode: number;
}

export interface Ltpc {
  readonly ltp: number;
  readonly ltt: number;
  readonly ltq: number;
  readonly cp: number;
}

export interface Level {
  readonly bidQ: number;
  readonly bidP: number;
  readonly askQ: number;
  readonly askP: number;
}

export interface Greeks {
  readonly delta: number;
  readonly theta: number;
  readonly gamma: number;
  readonly vega: number;
  readonly rho: number;
}

export interface Ohlc {
  readonly interval: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly vol: number;
  readonly ts: number;
}

interface MarketFull {
  readonly ltpc: Ltpc;
  readonly marketLevel: { readonly bidAskQuote: readonly Level[] };
  readonly optionGreeks?: Greeks;
  readonly marketOHLC: { readonly ohlc: readonly Ohlc[] };
  readonly atp: number;
  readonly vtt: number;
  readonly oi: number;
  readonly iv: number;
  readonly tbq: number;
  readonly tsq: number;
}

interface IndexFull {
  readonly ltpc: Ltpc;
  readonly marketOHLC: { readonly ohlc: readonly Ohlc[] };
}

interface FirstLevel {
  readonly ltpc: Ltpc;
  readonly firstDepth: Level;
  readonly optionGreeks?: Greeks;
  readonly vtt: number;
  readonly oi: number;
  readonly iv: number;
}

export const feedTypes = { initial_feed: 0, live_feed: 1, market_info: 2 } as const;
export type FeedType = keyof typeof feedTypes;
export const NORMAL_OPEN = 2;
export const NORMAL_CLOSE = 3;

const response = protobuf.Root.fromJSON(messages).lookupType('FeedResponse');

export const encodeFeed = (feed: FeedResponse): Uint8Array => response.encode(response.create(feed)).finish();
