import type { AccountPnl, AccountReport } from '../../trading/account-report.ts';
import { exact, gainText } from './amounts.ts';

/** Amounts of each currency, which are never added to each other. */
export const pnlText = (pnl: readonly AccountPnl[], of: (pnl: AccountPnl) => string): string =>
  pnl.map((each) => `${gainText(of(each))} ${each.currency}`).join(', ');

export const moneyWord = ({ simulated }: AccountReport): string =>
  simulated === null ? '' : simulated ? 'simulated' : 'real';

export const exactAccount = (account: AccountReport) => ({
  ...exact(account, 'balance'),
  pnl: account.pnl.map((each) => exact(each, 'open', 'realized', 'day', 'fees')),
});
