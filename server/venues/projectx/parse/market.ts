import { z } from 'zod';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonInstant } from './instant.ts';

/** A quote; what did not change may be left out. Sizes are never told. */
export const quoteRecord = z.object({
  bestBid: jsonPrice.nullish(),
  bestAsk: jsonPrice.nullish(),
  lastPrice: jsonPrice.nullish(),
  lastUpdated: jsonInstant.nullish(),
  timestamp: jsonInstant.nullish(),
});
export type QuoteRecord = z.output<typeof quoteRecord>;

export const tradeLogRecord = z.object({
  price: jsonPrice,
  timestamp: jsonInstant,
  /** 0 where a buyer took. */
  type: z.literal([0, 1]),
  volume: jsonQuantity,
});

/** 1 ask, 2 bid, 3 best ask, 4 best bid, 5 trade, 6 reset, 7 low, 8 high, 9 new best bid, 10 new best ask, 11 fill. */
export const depthRecord = z.object({
  timestamp: jsonInstant,
  type: z.int(),
  price: jsonPrice.nullish(),
  volume: jsonQuantity.nullish(),
});
export type DepthRecord = z.output<typeof depthRecord>;
