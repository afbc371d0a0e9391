-- name: tables
-- A recorded market, read once. `seq` is the order in which things became known, one count over everything that is played. The tables that the
-- market record has too (trades, quotes, bars_1m, meta) have its columns, so that a copy reads either.

CREATE TABLE trades (
  seq INTEGER PRIMARY KEY,
  environment TEXT GENERATED ALWAYS AS ('replay') VIRTUAL,
  run TEXT GENERATED ALWAYS AS ('recording') VIRTUAL,
  instrument TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  aggressor TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER GENERATED ALWAYS AS (ts_event) VIRTUAL
) STRICT;

CREATE TABLE quotes (
  seq INTEGER PRIMARY KEY,
  environment TEXT GENERATED ALWAYS AS ('replay') VIRTUAL,
  run TEXT GENERATED ALWAYS AS ('recording') VIRTUAL,
  instrument TEXT NOT NULL,
  bid INTEGER,
  bid_size INTEGER NOT NULL,
  ask INTEGER,
  ask_size INTEGER NOT NULL,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER GENERATED ALWAYS AS (ts_event) VIRTUAL
) STRICT;

-- Minutes as SQL reads them; in a recording of trades they are made from these and not played. A bar is known a minute after `ts_start`.
CREATE TABLE bars_1m (
  seq INTEGER PRIMARY KEY,
  environment TEXT GENERATED ALWAYS AS ('replay') VIRTUAL,
  run TEXT GENERATED ALWAYS AS ('recording') VIRTUAL,
  instrument TEXT NOT NULL,
  open INTEGER NOT NULL,
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  close INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  origin TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  ts_start INTEGER NOT NULL,
  ts_machine INTEGER GENERATED ALWAYS AS (ts_start + 60000000) VIRTUAL,
  UNIQUE (instrument, ts_start)
) STRICT;

-- Minutes as they are played, known at `ts_event`; the trades or a side of the quote may be absent.
CREATE TABLE minutes (
  seq INTEGER PRIMARY KEY,
  instrument TEXT NOT NULL,
  open INTEGER, high INTEGER, low INTEGER, close INTEGER, volume INTEGER,
  bid_open INTEGER, bid_high INTEGER, bid_low INTEGER, bid_close INTEGER, bid_size INTEGER,
  ask_open INTEGER, ask_high INTEGER, ask_low INTEGER, ask_close INTEGER, ask_size INTEGER,
  trade_date TEXT NOT NULL,
  ts_event INTEGER NOT NULL
) STRICT;

-- `changes` is doubles: how many bids, then price and quantity of each bid and of each ask.
CREATE TABLE depth (
  seq INTEGER PRIMARY KEY,
  instrument TEXT NOT NULL,
  snapshot INTEGER NOT NULL,
  changes BLOB NOT NULL,
  ts_event INTEGER NOT NULL
) STRICT;

CREATE TABLE gaps (
  seq INTEGER PRIMARY KEY,
  instrument TEXT NOT NULL,
  about TEXT NOT NULL,
  ts_event INTEGER NOT NULL
) STRICT;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name: indexes
-- What was known up to an instant is one look into these: the row number is in them.
CREATE INDEX trades_known ON trades (ts_event);
CREATE INDEX quotes_known ON quotes (ts_event);
CREATE INDEX bars_known ON bars_1m (ts_start);
CREATE INDEX minutes_known ON minutes (ts_event);
CREATE INDEX depth_known ON depth (ts_event);
CREATE INDEX gaps_known ON gaps (ts_event);

-- name: places
-- The order in time of what a file told in another one; of one instant as told.
CREATE TEMP TABLE places AS
SELECT row_number() OVER (ORDER BY ts_event, seq) AS place, seq FROM (
  SELECT ts_event, seq FROM trades UNION ALL SELECT ts_event, seq FROM quotes UNION ALL SELECT ts_event, seq FROM minutes
  UNION ALL SELECT ts_event, seq FROM depth UNION ALL SELECT ts_event, seq FROM gaps
);
CREATE UNIQUE INDEX temp.places_of ON places (seq);

-- name: insert_trade
INSERT INTO trades (seq, instrument, price, quantity, aggressor, trade_date, ts_event) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: insert_quote
INSERT INTO quotes (seq, instrument, bid, bid_size, ask, ask_size, trade_date, ts_event) VALUES (?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_minute
INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_depth
INSERT INTO depth VALUES (?, ?, ?, ?, ?)

-- name: insert_gap
INSERT INTO gaps VALUES (?, ?, ?, ?)

-- name: insert_bar
INSERT INTO bars_1m (instrument, open, high, low, close, volume, origin, trade_date, ts_start)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: bars_of_minutes
INSERT INTO bars_1m (seq, instrument, open, high, low, close, volume, origin, trade_date, ts_start)
SELECT seq, instrument, open, high, low, close, volume, 'recorded', trade_date, ts_event - 60000000 FROM minutes
WHERE open IS NOT NULL ORDER BY seq

-- name: set_meta
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- name: meta
SELECT value FROM meta WHERE key = ?

-- name: trades
SELECT seq, instrument, price, quantity, aggressor, ts_event FROM trades WHERE seq >= ? ORDER BY seq LIMIT ?

-- name: quotes
SELECT seq, instrument, bid, bid_size, ask, ask_size, ts_event FROM quotes WHERE seq >= ? ORDER BY seq LIMIT ?

-- name: minutes
SELECT seq, instrument, open, high, low, close, volume, bid_open, bid_high, bid_low, bid_close, bid_size,
  ask_open, ask_high, ask_low, ask_close, ask_size, ts_event
FROM minutes WHERE seq >= ? ORDER BY seq LIMIT ?

-- name: depth
SELECT seq, instrument, snapshot, changes, ts_event FROM depth WHERE seq >= ? ORDER BY seq LIMIT ?

-- name: gaps
SELECT seq, instrument, about, ts_event FROM gaps WHERE seq >= ? ORDER BY seq LIMIT ?

-- name: first_since
SELECT min(seq) AS seq FROM (
  SELECT (SELECT seq FROM trades WHERE ts_event >= :from ORDER BY ts_event, seq LIMIT 1) AS seq
  UNION ALL SELECT (SELECT seq FROM quotes WHERE ts_event >= :from ORDER BY ts_event, seq LIMIT 1)
  UNION ALL SELECT (SELECT seq FROM minutes WHERE ts_event >= :from ORDER BY ts_event, seq LIMIT 1)
  UNION ALL SELECT (SELECT seq FROM depth WHERE ts_event >= :from ORDER BY ts_event, seq LIMIT 1)
  UNION ALL SELECT (SELECT seq FROM gaps WHERE ts_event >= :from ORDER BY ts_event, seq LIMIT 1)
)

-- name: summary
SELECT
  (SELECT count(*) FROM trades) AS trades, (SELECT count(*) FROM quotes) AS quotes, (SELECT count(*) FROM minutes) AS bars,
  (SELECT count(*) FROM depth) AS depth, (SELECT count(*) FROM gaps) AS gaps,
  (SELECT min(ts) FROM (SELECT min(ts_event) AS ts FROM trades UNION ALL SELECT min(ts_event) FROM quotes
    UNION ALL SELECT min(ts_event) FROM minutes UNION ALL SELECT min(ts_event) FROM depth UNION ALL SELECT min(ts_event) FROM gaps)) AS "from",
  (SELECT max(ts) FROM (SELECT max(ts_event) AS ts FROM trades UNION ALL SELECT max(ts_event) FROM quotes
    UNION ALL SELECT max(ts_event) FROM minutes UNION ALL SELECT max(ts_event) FROM depth UNION ALL SELECT max(ts_event) FROM gaps)) AS "to"

-- name: last_snapshot
SELECT max(seq) AS seq FROM depth WHERE snapshot = 1 AND seq < ?

-- name: gap_between
SELECT seq, instrument, about, ts_event FROM gaps WHERE seq > ? AND seq < ? ORDER BY seq LIMIT 1
