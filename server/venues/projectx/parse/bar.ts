import { z } from 'zod';
import { jsonPrice, jsonQuantity } from '../../parse/number.ts';
import { jsonInstant } from './instant.ts';

export const barRecord = z.object({
  t: jsonInstant,
  o: jsonPrice,
  h: jsonPrice,
  l: jsonPrice,
  c: jsonPrice,
  v: jsonQuantity,
});
export type BarRecord = z.output<typeof barRecord>;
