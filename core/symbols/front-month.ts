import type { FutureContract } from '../model/contract.ts';

export type ContractMonth = Pick<FutureContract, 'year' | 'month'>;

/** A contract of a product and what is told of its trading, in contracts. */
export interface ContractActivity {
  readonly contract: ContractMonth;
  /** Whether the venue takes orders in it. */
  readonly active: boolean;
  readonly volume?: number | undefined;
  readonly openInterest?: number | undefined;
}

const monthsOf = ({ year, month }: ContractMonth): number => year * 12 + month;
const volumeOf = ({ volume = 0 }: ContractActivity): number => volume;
const openInterestOf = ({ openInterest = 0 }: ContractActivity): number => openInterest;

/**
 * The more traded first: by volume, then by open interest, then the earlier delivery by year and month, never by the text of a code (`Z25` comes
 * before `H26`). What is not told counts as none.
 */
export const byActivity = (a: ContractActivity, b: ContractActivity): number =>
  volumeOf(b) - volumeOf(a) || openInterestOf(b) - openInterestOf(a) || monthsOf(a.contract) - monthsOf(b.contract);

/** Whether anything is told to have traded or to be held. */
const tellsActivity = (contracts: readonly ContractActivity[]): boolean =>
  contracts.some((each) => volumeOf(each) > 0 || openInterestOf(each) > 0);

/**
 * The front month among the contracts that a venue lists of one product: of those that take orders (of all, where none does) the most active one. Where
 * nothing tells activity it is `byCalendar`, which the roll rule of the product gives, or the next one after it that is listed, or the last one before it.
 * Undefined for no contracts.
 */
export function frontMonth<C extends ContractActivity>(
  contracts: readonly C[],
  byCalendar?: ContractMonth,
): C | undefined {
  const active = contracts.filter((each) => each.active);
  const sorted = (active.length > 0 ? active : [...contracts]).sort(byActivity);
  if (byCalendar === undefined || tellsActivity(sorted)) return sorted[0];
  return sorted.find(({ contract }) => monthsOf(contract) >= monthsOf(byCalendar)) ?? sorted.at(-1);
}
