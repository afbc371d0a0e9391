/** Products that CME closes at other times on holidays. NSE has one schedule. */
export type ProductGroup = 'rates' | 'equity' | 'metals_energy';

/** Hours of trading in minutes after local midnight of the day; before midnight is negative. Half-open. */
export interface Hours {
  readonly open: number;
  readonly close: number;
}

/** What is not as on any other Monday to Friday. */
export interface SpecialDay {
  /** `Labor Day`. */
  readonly name: string;
  /** `holiday`: no day that contracts count; `short`: a business day with other hours; `special`: trading on a day that would be closed. */
  readonly kind: 'holiday' | 'short' | 'special';
  /** Whether it is a trade date. The trades of a day that is none belong to the next. */
  readonly tradeDate: boolean;
  /** Products that keep other hours than the session's own; none at all for a product that does not trade. */
  readonly hours: Partial<Record<ProductGroup, readonly Hours[]>>;
}

/** Minutes after midnight. */
export const minutes = (hour: number, minute = 0): number => hour * 60 + minute;
