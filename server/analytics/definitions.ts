import barsBy from '../../sql/macros/bars_by.sql';
import chicago from '../../sql/macros/chicago.sql';
import exchangeTime from '../../sql/macros/exchange_time.sql';
import lotMethod from '../../sql/macros/lot_method.sql';
import lotsBy from '../../sql/macros/lots_by.sql';
import matchesBy from '../../sql/macros/matches_by.sql';
import pnlDailyBy from '../../sql/macros/pnl_daily_by.sql';
import vwap from '../../sql/macros/vwap.sql';
import audit from '../../sql/views/audit.sql';
import bars from '../../sql/views/bars.sql';
import calendar from '../../sql/views/calendar.sql';
import fills from '../../sql/views/fills.sql';
import instruments from '../../sql/views/instruments.sql';
import lots from '../../sql/views/lots.sql';
import marks from '../../sql/views/marks.sql';
import matches from '../../sql/views/matches.sql';
import methodLots from '../../sql/views/method_lots.sql';
import methodMatches from '../../sql/views/method_matches.sql';
import orderEvents from '../../sql/views/order_events.sql';
import orders from '../../sql/views/orders.sql';
import pnlByMethod from '../../sql/views/pnl_by_method.sql';
import pnlDaily from '../../sql/views/pnl_daily.sql';
import pnlDays from '../../sql/views/pnl_days.sql';
import pnlHistory from '../../sql/views/pnl_history.sql';
import positions from '../../sql/views/positions.sql';
import quotes from '../../sql/views/quotes.sql';
import refusals from '../../sql/views/refusals.sql';
import settlements from '../../sql/views/settlements.sql';
import spots from '../../sql/views/spots.sql';
import trades from '../../sql/views/trades.sql';

/** The SQL of every source and macro, in the order in which they are made. */
export const definitions: readonly string[] = [
  fills,
  orderEvents,
  orders,
  matches,
  lots,
  methodMatches,
  methodLots,
  lotMethod,
  matchesBy,
  lotsBy,
  settlements,
  trades,
  bars,
  marks,
  positions,
  pnlHistory,
  pnlDays,
  pnlByMethod,
  pnlDaily,
  pnlDailyBy,
  quotes,
  refusals,
  spots,
  instruments,
  calendar,
  audit,
  vwap,
  barsBy,
  chicago,
  exchangeTime,
];

/** Table macros and how they are called to see what they read. */
export const tableMacros: readonly { readonly name: string; readonly call: string }[] = [
  { name: 'matches_by', call: "SELECT * FROM matches_by('lifo')" },
  { name: 'lots_by', call: "SELECT * FROM lots_by('lifo')" },
  { name: 'pnl_daily_by', call: "SELECT * FROM pnl_daily_by('lifo')" },
  { name: 'bars_by', call: 'SELECT * FROM bars_by(INTERVAL 1 HOUR)' },
];
