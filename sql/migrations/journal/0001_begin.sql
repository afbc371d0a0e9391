-- What is ours. Prices are nano-points, money is micros, times are microseconds since 1970 UTC; seq only grows.
-- ts_event is the venue's clock, ts_init the console's, ts_machine the machine's.

CREATE TABLE order_events (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  client_order_id TEXT NOT NULL,
  type TEXT NOT NULL,
  instrument TEXT NOT NULL,
  account TEXT NOT NULL,
  strategy TEXT NOT NULL,
  side TEXT NOT NULL,
  order_type TEXT NOT NULL,
  time_in_force TEXT NOT NULL,
  -- as ordered; what this event executed is in event_quantity and event_price
  quantity INTEGER NOT NULL,
  price INTEGER,
  event_quantity INTEGER,
  event_price INTEGER,
  -- the order after this event; filled_cost is the sum of price times quantity of its fills
  status TEXT NOT NULL,
  filled_quantity INTEGER NOT NULL,
  leaves_quantity INTEGER NOT NULL,
  filled_cost INTEGER NOT NULL,
  venue_order_id TEXT,
  execution_id TEXT,
  liquidity TEXT,
  reason TEXT,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_init INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

-- Holds everything that a start asks of all orders, so that it reads no row of an order that is closed.
CREATE INDEX order_events_by_order ON order_events (environment, run, client_order_id, status);

CREATE TABLE fills (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  client_order_id TEXT NOT NULL,
  instrument TEXT NOT NULL,
  account TEXT NOT NULL,
  strategy TEXT NOT NULL,
  side TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  price INTEGER NOT NULL,
  liquidity TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_init INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  UNIQUE (environment, run, execution_id)
) STRICT;

-- P&L of a trade date at the end of each minute: money of the instrument's currency, as core/pnl folds it from fills and marks.
CREATE TABLE pnl_1m (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  account TEXT NOT NULL,
  strategy TEXT NOT NULL,
  instrument TEXT NOT NULL,
  currency TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  realized INTEGER NOT NULL,
  unrealized INTEGER NOT NULL,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

CREATE TABLE session_values (
  notebook TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  ts_machine INTEGER NOT NULL,
  PRIMARY KEY (notebook, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
  seq INTEGER PRIMARY KEY,
  notebook TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

CREATE INDEX revisions_by_notebook ON revisions (notebook);

-- Facts about this file: next_order, demo (laid | removed), generation (grows when rows were deleted, so that copies are made anew).
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('generation', '1');
