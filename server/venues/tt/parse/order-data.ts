import { z } from 'zod';

const codes = z.record(z.string(), z.string());

/** The lists of codes that an answer of `/orderdata` has; a member that is no list of codes is passed over. */
export function readOrderData(document: unknown): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const lists = new Map<string, ReadonlyMap<string, string>>();
  if (typeof document !== 'object' || document === null) return lists;
  for (const [name, given] of Object.entries(document)) {
    const read = codes.safeParse(given);
    if (read.success) lists.set(name, new Map(Object.entries(read.data)));
  }
  return lists;
}
