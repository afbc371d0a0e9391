import { type TakeField, Wire } from './wire.ts';

/** What a message of the market feed is, by its number. */
export const feedTypes = ['initial_feed', 'live_feed', 'market_info'] as const;

/** One price with what rests there; 0 where nothing does. Prices are as they came. */
export interface FeedLevel {
  readonly bidQuantity: number;
  readonly bid: number;
  readonly askQuantity: number;
  readonly ask: number;
}

/** What a message tells of one instrument; what its mode does not tell is absent. */
export interface Feed {
  readonly key: string;
  /** 0 last price, 1 five levels, 2 the best level and greeks, 3 thirty levels. */
  readonly mode: number;
  last?: number;
  /** Milliseconds since 1970. */
  lastTime?: number;
  lastQuantity?: number;
  /** Traded today. */
  volume?: number;
  /** Contracts held by all. */
  openInterest?: number;
  /** Best first; both sides of a level together. */
  levels?: readonly FeedLevel[];
}

export interface FeedMessage {
  readonly type: (typeof feedTypes)[number];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly feeds: readonly Feed[];
  /** How segments stand, as `NSE_FO`, by the number of the state; of a `market_info` alone. */
  readonly segments: ReadonlyMap<string, number>;
}

/** A message of the market feed; what the desk has no use for (greeks, bars) is skipped. Throws an `Error` for bytes that are none. */
export function readFeed(bytes: Uint8Array): FeedMessage {
  const feeds: Feed[] = [];
  const segments = new Map<string, number>();
  let type = 0;
  let at = 0;
  new Wire(bytes).fields((field, wire) => {
    if (field === 1) type = wire.enumeration();
    else if (field === 2) feeds.push(entry(wire));
    else if (field === 3) at = wire.int64();
    else if (field === 4) wire.message((inner) => inner === 1 && segment(wire, segments));
    else return false;
    return true;
  });
  const word = feedTypes[type];
  if (word === undefined) throw new RangeError(`a message has type ${type}`);
  return { type: word, at, feeds, segments };
}

interface Draft extends Omit<Feed, 'key' | 'mode' | 'levels'> {
  key: string;
  mode: number;
  levels?: FeedLevel[];
}

function entry(wire: Wire): Feed {
  const draft: Draft = { key: '', mode: 0 };
  wire.message((field) => {
    if (field === 1) draft.key = wire.string();
    else if (field === 2) wire.message(feedOf(draft, wire));
    else return false;
    return true;
  });
  return draft;
}

const feedOf =
  (draft: Draft, wire: Wire): TakeField =>
  (field) => {
    if (field === 1) wire.message(lastOf(draft, wire));
    else if (field === 2) wire.message((kind) => (kind === 1 || kind === 2) && fullOf(draft, wire, kind === 1));
    else if (field === 3) wire.message(greeksOf(draft, wire));
    else if (field === 4) draft.mode = wire.enumeration();
    else return false;
    return true;
  };

// what is 0 is not on the wire

function fullOf(draft: Draft, wire: Wire, isMarket: boolean): true {
  if (isMarket) draft.volume = 0;
  wire.message((field) => {
    if (field === 1) wire.message(lastOf(draft, wire));
    else if (isMarket && field === 2) {
      draft.levels ??= [];
      wire.message((inner) => inner === 1 && level(draft, wire));
    } else if (isMarket && field === 6) draft.volume = wire.int64();
    else if (isMarket && field === 7) draft.openInterest = wire.double();
    else return false;
    return true;
  });
  return true;
}

function greeksOf(draft: Draft, wire: Wire): TakeField {
  draft.volume = 0;
  return (field) => {
    if (field === 1) wire.message(lastOf(draft, wire));
    else if (field === 2) level(draft, wire);
    else if (field === 4) draft.volume = wire.int64();
    else if (field === 5) draft.openInterest = wire.double();
    else return false;
    return true;
  };
}

function lastOf(draft: Draft, wire: Wire): TakeField {
  draft.last = draft.lastTime = draft.lastQuantity = 0;
  return (field) => {
    if (field === 1) draft.last = wire.double();
    else if (field === 2) draft.lastTime = wire.int64();
    else if (field === 3) draft.lastQuantity = wire.int64();
    else return false;
    return true;
  };
}

function level(draft: Draft, wire: Wire): true {
  let [bidQuantity, bid, askQuantity, ask] = [0, 0, 0, 0];
  wire.message((field) => {
    if (field === 1) bidQuantity = wire.int64();
    else if (field === 2) bid = wire.double();
    else if (field === 3) askQuantity = wire.int64();
    else if (field === 4) ask = wire.double();
    else return false;
    return true;
  });
  draft.levels ??= [];
  draft.levels.push({ bidQuantity, bid, askQuantity, ask });
  return true;
}

function segment(wire: Wire, segments: Map<string, number>): true {
  let name = '';
  let state = 0;
  wire.message((field) => {
    if (field === 1) name = wire.string();
    else if (field === 2) state = wire.enumeration();
    else return false;
    return true;
  });
  segments.set(name, state);
  return true;
}
