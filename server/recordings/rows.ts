import type { Bar, MarketTrade } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import { type Instant, instant, MINUTE } from '../../core/model/time.ts';
import type { QuoteBar, ReplayEvent } from '../../core/replay/event.ts';
import { unpackChanges } from './depth-blob.ts';

export type TradeValues = [
  seq: number,
  instrument: string,
  price: Price,
  quantity: Quantity,
  aggressor: Side,
  tsEvent: Instant,
];
export type QuoteValues = [
  seq: number,
  instrument: string,
  bid: Price | null,
  bidSize: Quantity,
  ask: Price | null,
  askSize: Quantity,
  tsEvent: Instant,
];
type RangeValues = [open: Price | null, high: Price, low: Price, close: Price, size: Quantity];
export type MinuteValues = [seq: number, instrument: string, ...RangeValues, ...RangeValues, ...RangeValues, Instant];
export type DepthValues = [seq: number, instrument: string, snapshot: 0 | 1, changes: Buffer, tsEvent: Instant];
export type GapValues = [seq: number, instrument: string, about: string, tsEvent: Instant];

export const tradeOf = ([, instrument, price, quantity, aggressor, tsEvent]: TradeValues): MarketTrade => ({
  instrument,
  price,
  quantity,
  aggressor,
  tsEvent,
});

export function quoteEvent([, instrument, bid, bidSize, ask, askSize, tsEvent]: QuoteValues): ReplayEvent {
  if (bid !== null && ask !== null) {
    return { type: 'quote', tsEvent, quote: { instrument, bid, bidSize, ask, askSize, tsEvent } };
  }
  const sides = { ...(bid === null ? {} : { bid }), ...(ask === null ? {} : { ask }) };
  return { type: 'quote', tsEvent, quote: { instrument, ...sides, bidSize, askSize, tsEvent } };
}

const quoteBar = (open: Price, high: Price, low: Price, close: Price, size: Quantity): QuoteBar => ({
  open,
  high,
  low,
  close,
  size,
});

export function minuteEvent(values: MinuteValues): ReplayEvent {
  const [, instrument, open, high, low, close, volume, ...rest] = values;
  const [bidOpen, bidHigh, bidLow, bidClose, bidSize, askOpen, askHigh, askLow, askClose, askSize, tsEvent] = rest;
  const tsStart = instant(tsEvent - MINUTE);
  const trades: Bar | undefined = open === null ? undefined : { instrument, tsStart, open, high, low, close, volume };
  return {
    type: 'bar',
    tsEvent,
    instrument,
    tsStart,
    ...(trades ? { trades } : {}),
    ...(bidOpen === null ? {} : { bid: quoteBar(bidOpen, bidHigh, bidLow, bidClose, bidSize) }),
    ...(askOpen === null ? {} : { ask: quoteBar(askOpen, askHigh, askLow, askClose, askSize) }),
  };
}

export const depthEvent = ([, instrument, snapshot, changes, tsEvent]: DepthValues): ReplayEvent => ({
  type: 'depth',
  tsEvent,
  instrument,
  snapshot: snapshot === 1,
  changes: unpackChanges(changes),
});

export const gapEvent = ([, instrument, about, tsEvent]: GapValues): ReplayEvent => ({
  type: 'gap',
  tsEvent,
  instrument,
  about,
});
