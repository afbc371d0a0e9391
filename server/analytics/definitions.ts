import barsBy from '../../sql/macros/bars_by.sql';
import chicago from '../../sql/macros/chicago.sql';
import vwap from '../../sql/macros/vwap.sql';
import audit from '../../sql/views/audit.sql';
import bars from '../../sql/views/bars.sql';
import calendar from '../../sql/views/calendar.sql';
import fills from '../../sql/views/fills.sql';
import instruments from '../../sql/views/instruments.sql';
import marks from '../../sql/views/marks.sql';
import matches from '../../sql/views/matches.sql';
import orderEvents from '../../sql/views/order_events.sql';
import orders from '../../sql/views/orders.sql';
import pnlHistory from '../../sql/views/pnl_history.sql';
import positions from '../../sql/views/positions.sql';
import quotes from '../../sql/views/quotes.sql';
import refusals from '../../sql/views/refusals.sql';
import settlements from '../../sql/views/settlements.sql';
import trades from '../../sql/views/trades.sql';

/** The SQL of every source and macro, in the order in which they are made. */
export const definitions: readonly string[] = [
  fills,
  orderEvents,
  orders,
  matches,
  settlements,
  trades,
  bars,
  marks,
  positions,
  pnlHistory,
  quotes,
  refusals,
  instruments,
  calendar,
  audit,
  vwap,
  barsBy,
  chicago,
];

/** Table macros and how they are called to see what they read. */
export const tableMacros: readonly { readonly name: string; readonly call: string }[] = [
  { name: 'bars_by', call: 'SELECT * FROM bars_by(INTERVAL 1 HOUR)' },
];
