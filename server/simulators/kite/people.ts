/** What the simulators of all venues take. */
export const API_KEY = 'simulator';
export const API_SECRET = 'simulator-secret';
/** A request token that is there without a login, for programs. */
export const REQUEST_TOKEN = 'simulator';
export const USER_ID = 'SIM001';
export const APP_ID = 4883;

export const exchanges = ['NSE', 'NFO', 'BSE', 'BFO'] as const;
export const products = ['CNC', 'NRML', 'MIS'] as const;
export const orderTypes = ['MARKET', 'LIMIT', 'SL', 'SL-M'] as const;

/** Who logs in. */
export const profile = {
  user_id: USER_ID,
  user_type: 'individual',
  email: 'simulator@localhost',
  user_name: 'Kite Simulator',
  user_shortname: 'Simulator',
  broker: 'ZERODHA',
  exchanges,
  products,
  order_types: orderTypes,
  avatar_url: null,
  meta: { demat_consent: 'physical' },
};
