/** How much of an instrument somebody wants, and its number in the messages. */
export const modes = { ltpc: 0, full: 1, option_greeks: 2, full_d30: 3 } as const;
export type Mode = keyof typeof modes;

export const isMode = (text: string): text is Mode => text in modes;

/** Most instruments of one mode, alone and beside others. The deepest books are for users of a plan that costs. */
const limits: Readonly<Record<Mode, { readonly alone: number; readonly beside: number }>> = {
  ltpc: { alone: 5_000, beside: 2_000 },
  option_greeks: { alone: 3_000, beside: 2_000 },
  full: { alone: 2_000, beside: 1_500 },
  full_d30: { alone: 50, beside: 50 },
};

/** Whether so many instruments of each mode are too many. */
export function isTooMany(counts: ReadonlyMap<Mode, number>): boolean {
  const used = [...counts].filter(([, count]) => count > 0);
  return used.some(([mode, count]) => count > limits[mode][used.length > 1 ? 'beside' : 'alone']);
}
