import { z } from 'zod';

/** `text` is what a person reads; `setting` sets it so in an address, and `standard` is the setting that nobody has to make. */
const shown = { name: z.string(), label: z.string(), text: z.string(), setting: z.string(), standard: z.string() };

const option = z.object({ value: z.string(), label: z.string() });
export type Option = z.infer<typeof option>;

const offered = {
  options: z.array(option),
  /** How many more a query gives than are listed. */
  more: z.number(),
};

/** What the control shows. `name` is the input's, without `$`. */
export const value = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), ...shown }),
  z.object({ type: z.literal('text'), ...shown }),
  z.object({ type: z.literal('date'), ...shown }),
  z.object({ type: z.literal('toggle'), ...shown, on: z.boolean() }),
  z.object({ type: z.literal('range'), ...shown, at: z.number() }),
  z.object({ type: z.literal('pair'), ...shown, from: z.number(), to: z.number() }),
  z.object({ type: z.literal('select'), ...shown, chosen: z.string(), ...offered }),
  z.object({ type: z.literal('multiple'), ...shown, chosen: z.array(z.string()), ...offered }),
  /** `period` is empty where the days stand for themselves. */
  z.object({
    type: z.literal('dates'),
    ...shown,
    from: z.string(),
    to: z.string(),
    period: z.string(),
    periods: z.array(option),
  }),
]);

export type InputValue = z.infer<typeof value>;
export type ValueOf<T extends InputValue['type']> = Extract<InputValue, { type: T }>;
