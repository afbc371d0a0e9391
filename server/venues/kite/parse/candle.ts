import { z } from 'zod';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonInstant } from './instant.ts';

/** When it began, open, high, low, close, volume, and open interest where that was asked for. */
export const candleRecord = z
  .tuple([jsonInstant, jsonPrice, jsonPrice, jsonPrice, jsonPrice, jsonQuantity], z.unknown())
  .transform(([tsStart, open, high, low, close, volume]) => ({ tsStart, open, high, low, close, volume }));
export type CandleRecord = z.output<typeof candleRecord>;

export const candlesAnswer = z.object({ candles: z.array(z.unknown()) });
