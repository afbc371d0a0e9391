import type { Column } from '../../cells/kind.ts';

/** A relation that the core gives. Shared with the catalog and the documentation; a test holds it against the database. */
export interface Source {
  readonly name: string;
  readonly about: string;
  /** The copies of the record that its view reads, brought up to date before a query does. */
  readonly copies: readonly string[];
  readonly columns: readonly Column[];
}

const text = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'VARCHAR' }));
const integer = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'BIGINT' }));
const price = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'DECIMAL(18,9)' }));
const money = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'DECIMAL(18,6)' }));
const time = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'TIMESTAMP' }));
const double = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'DOUBLE' }));
const date: Column = { name: 'trade_date', type: 'DATE' };
const who = text('instrument', 'account', 'strategy');

export const sources: readonly Source[] = [
  {
    name: 'fills',
    about: 'Our executions, one row each. Times are UTC; trade_date is the exchange day.',
    copies: ['fills'],
    columns: [
      ...time('ts_event', 'ts_init'),
      date,
      ...text('execution_id', 'client_order_id'),
      ...who,
      ...text('side'),
      ...integer('quantity'),
      ...price('price'),
      ...text('liquidity'),
    ],
  },
  {
    name: 'orders',
    about: 'Our orders, each as it stands after its newest event. average_price is a quotient.',
    copies: ['order_events'],
    columns: [
      ...text('client_order_id'),
      ...who,
      ...text('side', 'order_type', 'time_in_force'),
      ...integer('quantity'),
      ...price('price'),
      ...text('status'),
      ...integer('filled_quantity', 'leaves_quantity'),
      ...double('average_price'),
      ...text('venue_order_id', 'reason'),
      date,
      ...time('ts_created', 'ts_updated'),
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
      ...text('side', 'order_type', 'time_in_force'),
      ...integer('quantity'),
      ...price('price'),
      ...integer('event_quantity'),
      ...price('event_price'),
      ...text('status'),
      ...integer('filled_quantity', 'leaves_quantity'),
      ...text('venue_order_id', 'execution_id', 'reason'),
    ],
  },
  {
    name: 'matches',
    about: 'Realized lots, first in first out: what was opened and what closed it. side is long or short.',
    copies: ['fills', 'matches'],
    columns: [
      ...time('ts_entry', 'ts_exit'),
      date,
      ...who,
      ...text('side'),
      ...integer('quantity'),
      ...price('entry_price', 'exit_price'),
      ...money('realized'),
      ...text('currency'),
    ],
  },
  {
    name: 'positions',
    about:
      'What we hold now by instrument, account and strategy, against the last price. realized is that of the newest trade date.',
    copies: ['fills', 'matches', 'trades', 'bars'],
    columns: [
      ...who,
      ...integer('quantity'),
      ...double('average_price'),
      ...price('mark'),
      ...time('ts_mark'),
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
      'One-minute bars of trades; ts is the first instant of the minute. bars_by(interval 1 hour) makes wider ones.',
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
    about: 'What can be traded: tick, value of a tick, currency units per point.',
    copies: [],
    columns: [
      ...text('instrument', 'root', 'name', 'exchange', 'currency'),
      ...price('tick'),
      ...money('tick_value'),
      ...double('multiplier'),
      ...text('session', 'delivery_month'),
    ],
  },
  {
    name: 'audit',
    about: 'Who did what with this console; detail is JSON.',
    copies: ['audit'],
    columns: [...time('ts'), ...text('actor', 'action', 'detail')],
  },
];

/** Tables behind sources as a plan names them, where the source has another name. */
export const sourceOfTable: ReadonlyMap<string, string> = new Map([['holdings', 'positions']]);

export const sourceNamed = (name: string): Source | undefined => sources.find((source) => source.name === name);
