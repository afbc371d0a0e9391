import type { TradeDate } from '../model/time.ts';
import type { IsBusinessDay } from './business-day.ts';
import { type ExpiryRule, expiryRules, type RollRule, rollRules } from './expiry-rules.ts';

export interface ContractDates {
  readonly expiry: TradeDate;
  /** From this day on the next contract is the front one. */
  readonly roll: TradeDate;
}

/** Last trade date and roll day of the contract that delivers in `month` (1 to 12) of `year`. */
export function contractDates(
  rules: { readonly expiry: ExpiryRule; readonly roll: RollRule },
  year: number,
  month: number,
  isBusinessDay: IsBusinessDay,
): ContractDates {
  const expiry = expiryRules[rules.expiry](year, month, isBusinessDay);
  return { expiry, roll: rollRules[rules.roll](year, month, expiry, isBusinessDay) };
}
