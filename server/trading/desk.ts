import type { TradingDesk } from '../desk/desk.ts';

/** What reports and requests of a trader need of the desk. */
export type TradedDesk = Pick<
  TradingDesk,
  | 'bus'
  | 'clock'
  | 'venue'
  | 'tradeDate'
  | 'instruments'
  | 'instrument'
  | 'follow'
  | 'accounts'
  | 'order'
  | 'preview'
  | 'close'
  | 'trouble'
>;
