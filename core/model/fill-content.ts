import type { Fill } from './fill.ts';

const told = ['instrument', 'account', 'strategy', 'side', 'quantity', 'price', 'tsEvent'] as const;

/**
 * In what two reports of one execution differ, by field; empty for the same execution told twice. When each was taken in, the order it belonged to and
 * its liquidity are not part of it: files leave them out.
 */
export function differencesOf(a: Fill, b: Fill): readonly (keyof Fill)[] {
  const differing: (keyof Fill)[] = told.filter((field) => a[field] !== b[field]);
  if ((a.fee ?? 0) !== (b.fee ?? 0)) differing.push('fee');
  return differing;
}
