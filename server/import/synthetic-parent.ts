import { type SkippedRow, skipped } from './formats/format.ts';

const syntheticExchanges = ['ASE', 'AGREGATOR', 'AGGREGATOR', 'ALGO'];

/** TT reports a synthetic order's fills beside those of its children on the exchange; taking both would count them twice. */
export function syntheticParent(exchange: string): SkippedRow | undefined {
  return syntheticExchanges.includes(exchange.toUpperCase())
    ? skipped(`fills of ${exchange}, TT's synthetic orders: the fills of their child orders are taken`)
    : undefined;
}
