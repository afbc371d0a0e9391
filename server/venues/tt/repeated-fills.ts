import type { FillRecord } from './parse/fill.ts';

/** Markets of TT's own, in which orders that make others trade; written in both ways. */
const ownMarkets: ReadonlySet<string> = new Set(['ASE', 'AGREGATOR', 'AGGREGATOR']);
const algorithms: ReadonlySet<string> = new Set([
  'ALGO_TYPE_ADL',
  'ALGO_TYPE_SSE',
  'ALGO_TYPE_CUSTOM_LIBRARY',
  'ALGO_TYPE_VENDOR',
]);

export interface FillNames {
  readonly algoType: (code: string) => string | undefined;
  readonly market: (id: number) => string | undefined;
}

/**
 * Fills without those of synthetic and algorithmic orders that say again what the orders they made have said: they count nowhere. An algorithm's
 * order that another order made, and that made none that traded, is one of an exchange and counts.
 */
export function withoutRepeats(fills: readonly FillRecord[], { algoType, market }: FillNames): readonly FillRecord[] {
  const parents = new Set(fills.flatMap(({ parentOrderId }) => parentOrderId ?? []));
  return fills.filter((fill) => {
    if (fill.marketId !== undefined && ownMarkets.has((market(fill.marketId) ?? '').toUpperCase())) return false;
    const algorithm = fill.algoType !== undefined && algorithms.has(algoType(fill.algoType) ?? fill.algoType);
    return !algorithm || (fill.parentOrderId !== undefined && !parents.has(fill.orderId));
  });
}
