import { z } from 'zod';

/** A Vega-Lite specification. What it draws is checked by Vega-Lite itself; what it may fetch is checked by `datasets.ts`. */
export const props = z.looseObject({});
export type VegaProps = z.infer<typeof props>;

export const value = z.object({
  datasets: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  /** Rows of all the relations before any limit. */
  rowCount: z.number(),
  shown: z.number(),
});
export type VegaValue = z.infer<typeof value>;
