import { z } from 'zod';
import { priceTextSchema } from '../shown.ts';

export const props = z.strictObject({
  instrument: z.string().min(1).max(40).optional(),
  account: z.string().min(1).max(64).optional(),
  strategy: z.string().min(1).max(32).optional(),
  show: z.enum(['open', 'all'], 'show is open or all').default('all'),
  /** Rows shown. */
  limit: z.number().int().min(1).max(200).default(50),
});
export type OrdersProps = z.infer<typeof props>;

const row = z.object({
  /** The client order id; of an order that is not ours the venue's. */
  key: z.string(),
  /** Placed by another program or person at the venue: it is looked at only. */
  other: z.literal(true).optional(),
  time: z.string(),
  instrument: z.string(),
  side: z.enum(['buy', 'sell']),
  filled: z.number().int(),
  quantity: z.number().int(),
  type: z.string(),
  /** How a broker of India carries it; absent where there is no such thing. */
  product: z.enum(['intraday', 'carry', 'delivery']).optional(),
  price: priceTextSchema.optional(),
  stop: priceTextSchema.optional(),
  status: z.string(),
  open: z.boolean(),
  /** A cancel or a replacement was asked for and not answered. */
  asked: z.enum(['cancel', 'replace']).optional(),
  reason: z.string().optional(),
  account: z.string(),
  strategy: z.string(),
  /** The order that this one protects. */
  protects: z.string().optional(),
});
export type OrderRow = z.infer<typeof row>;

export const value = z.object({
  /** Whether rows name their instrument: not when all are of one. */
  named: z.boolean(),
  /** Short name of the zone of the times, `CST`; empty where rows are of several. */
  zone: z.string(),
  /** Open ones first, each part newest first. */
  rows: z.array(row),
  open: z.number().int(),
  /** When the venue last told of orders that are not ours, `12 s ago`; absent where there is nothing to tell. */
  othersAsOf: z.string().optional(),
});
export type OrdersValue = z.infer<typeof value>;
