import { accountId } from '../../../core/model/ids.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import type { ExchangeAccount } from '../port.ts';

export const CLIENT_ID = 'simulator';
export const CLIENT_SECRET = 'simulator-secret';
/** What the login's page hands on; good for any number of logins, where the venue's own is for one. */
export const CODE = 'simulator';

/** The one user of the application. */
export const user: ExchangeAccount = {
  id: accountId('7SIM01'),
  name: 'SIMULATED TRADER',
  balance: moneyFromDecimal('5000000'),
  canTrade: true,
};

/** Two more at the exchange, of whom the venue knows nothing. */
export const strangers: readonly ExchangeAccount[] = ['7SIM02', '7SIM03'].map((id) => ({
  id: accountId(id),
  name: 'SOMEBODY ELSE',
  balance: moneyFromDecimal('5000000'),
  canTrade: true,
}));

export const profile = {
  email: 'simulator@localhost',
  exchanges: ['NSE', 'NFO', 'BSE', 'CDS', 'BFO', 'BCD'],
  products: ['D', 'CO', 'I'],
  broker: 'UPSTOX',
  user_id: user.id,
  user_name: user.name,
  order_types: ['MARKET', 'LIMIT', 'SL', 'SL-M'],
  user_type: 'individual',
  poa: false,
  is_active: true,
};
