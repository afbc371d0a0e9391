import { z } from 'zod';

const seconds = z.number().min(0.1).max(86_400);
/** How often it looks, and after how long a look that has not ended is given up. */
const pace = (every: number, timeout = 30) => ({
  everySeconds: seconds.default(every),
  timeoutSeconds: seconds.default(timeout),
});
const bytes = z.int().min(0);

const disk = z
  .strictObject({
    ...pace(30, 10),
    /** Free bytes below which people are told. */
    warningBytes: bytes.default(2_000_000_000),
    errorBytes: bytes.default(500_000_000),
  })
  .refine(({ warningBytes, errorBytes }) => errorBytes <= warningBytes, 'errorBytes is at most warningBytes');

/** `config/monitors.json`: what is watched in the background, how often, and from when people are told. */
export const monitorsSchema = z.strictObject({
  feed: z
    .strictObject({
      ...pace(5, 5),
      /** Without a quote, trade or bar for so long while its session is open a feed is stale. */
      staleSeconds: seconds.default(60),
    })
    .prefault({}),
  disk: disk.prefault({}),
  connection: z.strictObject(pace(5, 5)).prefault({}),
  token: z.strictObject(pace(10, 5)).prefault({}),
  fills: z
    .strictObject({
      ...pace(15, 60),
      /** Venues tell late: executions so long before the newest known one are asked for again. */
      overlapSeconds: z.number().min(0).max(86_400).default(120),
    })
    .prefault({}),
  orders: z.strictObject(pace(30, 60)).prefault({}),
  positions: z
    .strictObject({
      ...pace(60, 60),
      /** A position that differs is looked at once more after so long, before anybody is told. */
      againSeconds: seconds.default(5),
    })
    .prefault({}),
  account: z.strictObject(pace(60)).prefault({}),
  /** Whether the venue trades other months more. */
  contracts: z.strictObject(pace(3_600, 60)).prefault({}),
});
export type MonitorsSettings = z.output<typeof monitorsSchema>;
