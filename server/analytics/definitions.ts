import barsBy from '../../sql/macros/bars_by.sql';
import barsOf from '../../sql/macros/bars_of.sql';
import chicago from '../../sql/macros/chicago.sql';
import exchangeTime from '../../sql/macros/exchange_time.sql';
import lotMethod from '../../sql/macros/lot_method.sql';
import lotsBy from '../../sql/macros/lots_by.sql';
import matchesBy from '../../sql/macros/matches_by.sql';
import pnlDailyBy from '../../sql/macros/pnl_daily_by.sql';
import slowCallsOver from '../../sql/macros/slow_calls_over.sql';
import staleOutputsOver from '../../sql/macros/stale_outputs_over.sql';
import vwap from '../../sql/macros/vwap.sql';
import audit from '../../sql/views/audit.sql';
import balances from '../../sql/views/balances.sql';
import bars from '../../sql/views/bars.sql';
import calendar from '../../sql/views/calendar.sql';
import dataTrace from '../../sql/views/data_trace.sql';
import errorGroups from '../../sql/views/error_groups.sql';
import fills from '../../sql/views/fills.sql';
import instruments from '../../sql/views/instruments.sql';
import logs from '../../sql/views/logs.sql';
import lots from '../../sql/views/lots.sql';
import marks from '../../sql/views/marks.sql';
import matches from '../../sql/views/matches.sql';
import methodLots from '../../sql/views/method_lots.sql';
import methodMatches from '../../sql/views/method_matches.sql';
import metrics from '../../sql/views/metrics.sql';
import notifications from '../../sql/views/notifications.sql';
import orderEvents from '../../sql/views/order_events.sql';
import orders from '../../sql/views/orders.sql';
import parentChildTraces from '../../sql/views/parent_child_traces.sql';
import pnlByMethod from '../../sql/views/pnl_by_method.sql';
import pnlDaily from '../../sql/views/pnl_daily.sql';
import pnlDays from '../../sql/views/pnl_days.sql';
import pnlHistory from '../../sql/views/pnl_history.sql';
import positions from '../../sql/views/positions.sql';
import processStats from '../../sql/views/process_stats.sql';
import processTrace from '../../sql/views/process_trace.sql';
import quotes from '../../sql/views/quotes.sql';
import refusals from '../../sql/views/refusals.sql';
import settlements from '../../sql/views/settlements.sql';
import slowCalls from '../../sql/views/slow_calls.sql';
import spots from '../../sql/views/spots.sql';
import staleOutputs from '../../sql/views/stale_outputs.sql';
import trades from '../../sql/views/trades.sql';
import webhooks from '../../sql/views/webhooks.sql';

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
  notifications,
  webhooks,
  spots,
  balances,
  instruments,
  calendar,
  audit,
  vwap,
  barsBy,
  barsOf,
  chicago,
  exchangeTime,
  processTrace,
  dataTrace,
  logs,
  metrics,
  parentChildTraces,
  processStats,
  slowCallsOver,
  slowCalls,
  errorGroups,
  staleOutputsOver,
  staleOutputs,
];

/** Table macros and how they are called to see what they read. */
export const tableMacros: readonly { readonly name: string; readonly call: string }[] = [
  { name: 'matches_by', call: "SELECT * FROM matches_by('lifo')" },
  { name: 'lots_by', call: "SELECT * FROM lots_by('lifo')" },
  { name: 'pnl_daily_by', call: "SELECT * FROM pnl_daily_by('lifo')" },
  { name: 'bars_by', call: 'SELECT * FROM bars_by(INTERVAL 1 HOUR)' },
  { name: 'bars_of', call: "SELECT * FROM bars_of('4h')" },
  { name: 'slow_calls_over', call: 'SELECT * FROM slow_calls_over(250)' },
  { name: 'stale_outputs_over', call: 'SELECT * FROM stale_outputs_over(5)' },
];
