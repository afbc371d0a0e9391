import type { FutureContract } from './contract.ts';
import type { DatedContract } from './dated-contract.ts';
import type { OptionContract, OptionSeries } from './option.ts';

/** Named by its month, or by the week of a month. */
export type MonthContract = FutureContract | OptionSeries | OptionContract;

/** An index or a share itself. */
export interface OutrightContract {
  readonly kind: 'outright';
  readonly root: string;
}

/** What a symbology's text can mean. */
export type Contract = MonthContract | DatedContract | OutrightContract;
