import type { Column } from '../../cells/kind.ts';
import { boolean, double, integer, money, price, type Source, text, time } from './source-columns.ts';
import { tracedSources } from './traced-sources.ts';

const date: Column = { name: 'trade_date', type: 'DATE' };
/** A price exactly, as a number for arithmetic, and as the exchange writes it. */
const priceThrice = (name: string): Column[] => [...price(name), ...double(`${name}_number`), ...text(`${name}_text`)];
const who = text('instrument', 'account', 'strategy');

const matchColumns: readonly Column[] = [
  ...time('ts_entry', 'ts_exit'),
  date,
  ...who,
  ...text('side'),
  ...integer('quantity'),
  ...priceThrice('entry_price'),
  ...priceThrice('exit_price'),
  ...money('realized'),
  ...text('currency', 'entry_execution_id', 'exit_execution_id'),
  ...double('seconds_held'),
  ...money('entry_fee', 'exit_fee', 'net_realized'),
];
const lotColumns: readonly Column[] = [
  ...time('ts_entry'),
  date,
  ...who,
  ...text('side', 'entry_execution_id'),
  ...integer('quantity'),
  ...priceThrice('price'),
  ...money('cost', 'fee'),
  ...text('currency'),
];

export const sources: readonly Source[] = [
  {
    name: 'fills',
    about:
      'Our executions as corrections and busts leave them. trade_date is the exchange day, fee is paid, origin is venue, import or start_of_day.',
    copies: ['fills', 'fill_amendments'],
    columns: [
      ...time('ts_event', 'ts_init'),
      date,
      ...text('execution_id', 'client_order_id'),
      ...who,
      ...text('side'),
      ...integer('quantity'),
      ...priceThrice('price'),
      ...money('fee'),
      ...text('liquidity', 'origin'),
      ...boolean('corrected', 'off_grid'),
    ],
  },
  {
    name: 'orders',
    about:
      'Our orders, each as it stands after its newest event: quantity and prices as first asked, working ones as replaced. average_price is a quotient. An order_group is an entry with protection and what was sent for its sake; role is entry, stop, target or close.',
    copies: ['order_events'],
    columns: [
      ...text('client_order_id'),
      ...who,
      ...text('side', 'order_type', 'time_in_force', 'product'),
      ...integer('quantity'),
      ...price('price', 'stop_price'),
      ...integer('working_quantity'),
      ...price('working_price', 'working_stop_price'),
      ...boolean('triggered'),
      ...text('status'),
      ...integer('filled_quantity', 'leaves_quantity'),
      ...double('average_price'),
      ...text('venue_order_id', 'reason'),
      date,
      ...time('ts_created', 'ts_updated'),
      ...text('order_group', 'role'),
      ...integer('stop_loss_ticks'),
      ...price('stop_loss_price'),
      ...integer('take_profit_ticks'),
      ...price('take_profit_price'),
      ...integer('trail_ticks'),
    ],
  },
  {
    name: 'order_events',
    about: 'Everything that happened to our orders, in order, with the order as it was after it.',
    copies: ['order_events'],
    columns: [
      ...time('ts_event', 'ts_init'),
      date,
      ...text('client_order_id', 'type'),
      ...who,
      ...text('side', 'order_type', 'time_in_force', 'product'),
      ...integer('quantity'),
      ...price('price', 'stop_price'),
      ...integer('event_quantity'),
      ...price('event_price', 'event_stop_price'),
      ...integer('working_quantity'),
      ...price('working_price', 'working_stop_price'),
      ...text('status'),
      ...integer('filled_quantity', 'leaves_quantity'),
      ...text('venue_order_id', 'execution_id', 'reason'),
      ...text('order_group', 'role'),
      ...integer('stop_loss_ticks'),
      ...price('stop_loss_price'),
      ...integer('take_profit_ticks'),
      ...price('take_profit_price'),
      ...integer('trail_ticks'),
    ],
  },
  {
    name: 'matches',
    about:
      'Realized lots, first in first out: what was opened and what closed it, with their parts of fees. matches_by(method) is by another one.',
    copies: ['fills', 'fill_amendments', 'matches'],
    columns: matchColumns,
  },
  {
    name: 'method_matches',
    about: 'Realized lots by each method: fifo, lifo, average, highest. matches_by(method) reads one of them.',
    copies: ['fills', 'fill_amendments', 'methods'],
    columns: [...text('method'), ...matchColumns],
  },
  {
    name: 'lots',
    about: 'What is open, first in first out, with the execution that opened it. lots_by(method) is by another method.',
    copies: ['fills', 'fill_amendments', 'matches'],
    columns: lotColumns,
  },
  {
    name: 'method_lots',
    about: 'Open lots by each method; average has one of each position, at its average, named by its oldest execution.',
    copies: ['fills', 'fill_amendments', 'methods'],
    columns: [...text('method'), ...lotColumns],
  },
  {
    name: 'pnl_daily',
    about:
      'P&L of each trade date: realized, the level of unrealized at its end, and pnl = realized + change of that level. mark_source says at what.',
    copies: ['fills', 'fill_amendments', 'matches', 'settlements', 'bars'],
    columns: [
      date,
      ...who,
      ...text('currency', 'method'),
      ...integer('quantity'),
      ...price('mark'),
      ...text('mark_source'),
      ...money('realized', 'unrealized', 'fees', 'pnl', 'net_pnl'),
    ],
  },
  {
    name: 'positions',
    about:
      'What we hold now by instrument, account and strategy, against the last price. realized is that of the newest trade date.',
    copies: ['fills', 'fill_amendments', 'matches', 'trades', 'bars', 'settlements', 'rolls'],
    columns: [
      ...who,
      ...integer('quantity'),
      ...double('average_price'),
      ...priceThrice('mark'),
      ...time('ts_mark'),
      ...price('close', 'start_of_day', 'next_start_of_day'),
      ...money('unrealized', 'realized'),
      ...text('currency'),
      ...time('ts_updated'),
    ],
  },
  {
    name: 'pnl_history',
    about:
      'P&L of each trade date at the end of each minute: realized so far, change of unrealized since the day before, total.',
    copies: ['pnl_history'],
    columns: [
      ...time('ts'),
      date,
      ...who,
      ...integer('quantity'),
      ...money('realized', 'unrealized', 'total'),
      ...text('currency'),
    ],
  },
  {
    name: 'settlements',
    about:
      'Prices of the exchange for a trade date, one row a kind: flash (14:00 Chicago) or settle. ts_event is when it was stated.',
    copies: ['settlements'],
    columns: [
      ...text('instrument'),
      date,
      ...text('kind'),
      ...priceThrice('price'),
      ...text('source'),
      ...time('ts_event'),
    ],
  },
  {
    name: 'marks',
    about:
      'What an instrument is valued at, one row a mark: now, close, start_of_day, next_start_of_day, each with its day and time.',
    copies: ['trades', 'bars', 'settlements', 'rolls'],
    columns: [...text('instrument', 'mark'), ...price('price'), date, ...text('kind'), ...time('ts')],
  },
  {
    name: 'refusals',
    about:
      'What was asked for and not taken, with the reason. subject is order, fill, amendment, settlement or import; detail is JSON.',
    copies: ['refusals'],
    columns: [...time('ts'), ...text('subject', 'reason', 'detail')],
  },
  {
    name: 'notifications',
    about:
      'What was told, each as it stands: level is info, success, warning or error; held_back counts notices of the same key that were held back since the one before; ts_resolved is when it was over.',
    copies: ['notifications'],
    columns: [
      ...time('ts'),
      ...integer('id'),
      ...text('type', 'level', 'key', 'text', 'detail', 'account', 'instrument', 'side', 'subject_kind', 'subject_id'),
      ...integer('held_back'),
      ...text('acknowledged_by'),
      ...time('ts_acknowledged', 'ts_resolved'),
    ],
  },
  {
    name: 'webhooks',
    about:
      'Messages that other programs sent, each with what became of it: outcome is received, accepted, ignored, refused, duplicate, held or interrupted; orders is a JSON list of ids; repeat_of is the receipt whose message it was again; body has no secret in it.',
    copies: ['webhooks'],
    columns: [
      ...time('ts'),
      ...integer('receipt'),
      ...text('webhook', 'outcome'),
      ...integer('status'),
      ...text('reason', 'signal', 'symbol', 'instrument', 'account', 'orders'),
      ...integer('repeat_of', 'bytes'),
      ...text('body'),
      ...double('duration_ms'),
      ...text('trace_id'),
    ],
  },
  {
    name: 'balances',
    about: 'What accounts have, as a venue over the network states it: one row each time a balance changed.',
    copies: ['balances'],
    columns: [...time('ts_event'), ...text('account', 'currency'), ...money('balance')],
  },
  {
    name: 'spots',
    about:
      'Prices that people and sources outside of the venue gave as the spot: one row a change, price null where it was taken back. ts_event is when it was stated.',
    copies: ['spots'],
    columns: [
      ...time('ts_event', 'ts_init'),
      ...text('instrument', 'source'),
      ...priceThrice('price'),
      ...text('text', 'format'),
    ],
  },
  {
    name: 'trades',
    about: 'Trades of the market, ours or not; aggressor is the side that took. Bounded in age.',
    copies: ['trades'],
    columns: [
      ...time('ts_event'),
      date,
      ...text('instrument'),
      ...price('price'),
      ...integer('quantity'),
      ...text('aggressor'),
    ],
  },
  {
    name: 'quotes',
    about: 'Best bid and offer after each change; a side without orders is null. Bounded in age.',
    copies: ['quotes'],
    columns: [
      ...time('ts_event'),
      date,
      ...text('instrument'),
      ...price('bid'),
      ...integer('bid_size'),
      ...price('ask'),
      ...integer('ask_size'),
    ],
  },
  {
    name: 'bars',
    about:
      "One-minute bars of trades; ts is the first instant of the minute. bars_of('4h') makes those of any frame, counted from the open of the session.",
    copies: ['bars'],
    columns: [
      ...time('ts'),
      date,
      ...text('instrument'),
      ...price('open', 'high', 'low', 'close'),
      ...integer('volume'),
      ...text('origin'),
    ],
  },
  {
    name: 'instruments',
    about:
      'Listed contracts: other names of the root, tick and its value, currency units per point, last trade date, day of the roll.',
    copies: [],
    columns: [
      ...text('instrument', 'root', 'name', 'exchange', 'currency'),
      ...price('tick'),
      ...money('tick_value'),
      ...double('multiplier'),
      ...text('session', 'delivery_month', 'aliases', 'price_style'),
      { name: 'expiry', type: 'DATE' },
      { name: 'roll', type: 'DATE' },
    ],
  },
  {
    name: 'calendar',
    about:
      'Trade dates of the exchanges (session cme, nse, or utc of what never closes), 2015 to 2030: when each starts and ends, its own trading hours (interest rates for cme), and holidays or early closes in note. UTC.',
    copies: [],
    columns: [...text('session'), date, ...time('starts', 'opens', 'closes', 'ends'), ...text('note')],
  },
  {
    name: 'audit',
    about: 'Who did what with this console; detail is JSON.',
    copies: ['audit'],
    columns: [...time('ts'), ...text('actor', 'action', 'detail')],
  },
  ...tracedSources,
];

/** Tables behind sources as a plan names them, where the source has another name. */
export const sourceOfTable: ReadonlyMap<string, string> = new Map([
  ['holdings', 'positions'],
  ['fill_amendments', 'fills'],
  ['rolls', 'marks'],
]);

/** Tables that views look at beside, and nobody reads. */
export const tablesBeside: ReadonlySet<string> = new Set(['watermarks']);

export const sourceNamed = (name: string): Source | undefined => sources.find((source) => source.name === name);
