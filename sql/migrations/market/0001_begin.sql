-- What the market did. Units as in the journal; trades and quotes are bounded in age and bytes, oldest out first.

CREATE TABLE trades (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  aggressor TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

CREATE TABLE quotes (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  bid INTEGER,
  bid_size INTEGER NOT NULL,
  ask INTEGER,
  ask_size INTEGER NOT NULL,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

-- origin is live or demo; ts_start is the first instant of the minute.
CREATE TABLE bars_1m (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  open INTEGER NOT NULL,
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  close INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  origin TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ts_start INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  UNIQUE (environment, run, instrument, ts_start)
) STRICT;

-- The newest trade of each instrument outlives retention: marks and the paper book begin from it.
CREATE TABLE last_trades (
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  aggressor TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  PRIMARY KEY (environment, run, instrument)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('generation', '1');
