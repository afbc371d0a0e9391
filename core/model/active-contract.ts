import type { FutureContract } from './contract.ts';

/** What traded of a contract, in contracts. */
export interface Activity {
  readonly contract: Pick<FutureContract, 'year' | 'month'>;
  readonly volume: number;
  readonly openInterest?: number | undefined;
}

const monthsOf = ({ contract }: Activity): number => contract.year * 12 + contract.month;

/**
 * The contract of one product that most trade: by volume, then by open interest. Of two that trade equally the later one, since a roll goes
 * forward, and the nearest where nothing traded; by year and month, never by text. Undefined for none.
 */
export function activeContract<A extends Activity>(candidates: readonly A[]): A | undefined {
  const [first] = [...candidates].sort((a, b) => {
    const more = b.volume - a.volume || (b.openInterest ?? 0) - (a.openInterest ?? 0);
    if (more !== 0) return more;
    return a.volume > 0 || (a.openInterest ?? 0) > 0 ? monthsOf(b) - monthsOf(a) : monthsOf(a) - monthsOf(b);
  });
  return first;
}
