import { z } from 'zod';
import { jsonInstant } from './instant.ts';
import { jsonPrice, jsonQuantity } from './number.ts';

export const barRecord = z.object({
  t: jsonInstant,
  o: jsonPrice,
  h: jsonPrice,
  l: jsonPrice,
  c: jsonPrice,
  v: jsonQuantity,
});
export type BarRecord = z.output<typeof barRecord>;
