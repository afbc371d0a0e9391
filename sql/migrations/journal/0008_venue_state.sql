-- What a remote venue was asked, and what it last said of accounts.

-- Up to where executions of an account are in the journal, by the venue's clock: written after them, so that a kill between asks again.
CREATE TABLE venue_marks (
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  account TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  PRIMARY KEY (environment, run, account)
) STRICT, WITHOUT ROWID;

-- Balances as the venue stated them, a row each time one changed. Money is micros.
CREATE TABLE balances (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  balance INTEGER NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

-- Whose an execution is that a venue tells of by its own number of the order.
CREATE INDEX order_events_by_venue_order ON order_events (environment, run, venue_order_id) WHERE type = 'accepted';
