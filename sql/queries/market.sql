-- name: insert_trade
INSERT INTO trades (environment, run, instrument, price, quantity, aggressor, trade_date, ts_event, ts_machine)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_quote
INSERT INTO quotes (environment, run, instrument, bid, bid_size, ask, ask_size, trade_date, ts_event, ts_machine)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_bar
INSERT INTO bars_1m (
  environment, run, instrument, open, high, low, close, volume, origin, trade_date, ts_start, ts_machine
) VALUES (:environment, :run, :instrument, :open, :high, :low, :close, :volume, :origin, :tradeDate, :tsStart, :at)
ON CONFLICT (environment, run, instrument, ts_start) DO NOTHING

-- name: amend_bar
-- A minute of ours that got a late trade; what a venue told of it stays.
INSERT OR REPLACE INTO bars_1m (
  environment, run, instrument, open, high, low, close, volume, origin, trade_date, ts_start, ts_machine
) SELECT :environment, :run, :instrument, :open, :high, :low, :close, :volume, :origin, :tradeDate, :tsStart, :at
WHERE NOT EXISTS (
  SELECT 1 FROM bars_1m WHERE environment = :environment AND run = :run AND instrument = :instrument AND ts_start = :tsStart
    AND (origin <> :origin OR volume >= :volume)
)

-- name: replace_bar
-- With a number of its own, so that copies take it for news.
INSERT OR REPLACE INTO bars_1m (
  environment, run, instrument, open, high, low, close, volume, origin, trade_date, ts_start, ts_machine
) VALUES (:environment, :run, :instrument, :open, :high, :low, :close, :volume, :origin, :tradeDate, :tsStart, :at)

-- name: put_venue_bar
INSERT OR REPLACE INTO venue_bars (environment, run, instrument, unit, open, high, low, close, volume, ts_start)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: venue_bars
SELECT instrument, ts_start AS tsStart, open, high, low, close, volume FROM venue_bars
WHERE environment = ? AND run = ? AND instrument = ? AND unit = ? AND ts_start >= ? AND ts_start < ?
ORDER BY ts_start

-- name: asked
SELECT ts_from AS "start", ts_to AS "end" FROM asked_bars
WHERE environment = ? AND run = ? AND instrument = ? AND unit = ? AND ts_to >= ? AND ts_from <= ?
ORDER BY ts_from

-- name: forget_asked
DELETE FROM asked_bars
WHERE environment = ? AND run = ? AND instrument = ? AND unit = ? AND ts_from >= ? AND ts_from <= ?

-- name: put_asked
INSERT INTO asked_bars (environment, run, instrument, unit, ts_from, ts_to) VALUES (?, ?, ?, ?, ?, ?)

-- name: set_last_trade
INSERT INTO last_trades (environment, run, instrument, price, quantity, aggressor, ts_event) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (environment, run, instrument) DO UPDATE SET
  price = excluded.price, quantity = excluded.quantity, aggressor = excluded.aggressor, ts_event = excluded.ts_event
WHERE excluded.ts_event >= last_trades.ts_event

-- name: last_trades
SELECT instrument, price, quantity, aggressor, ts_event AS tsEvent FROM last_trades WHERE environment = ? AND run = ?

-- name: bars
SELECT instrument, ts_start AS tsStart, open, high, low, close, volume FROM bars_1m
WHERE environment = ? AND run = ? AND instrument = ? AND ts_start >= ? AND ts_start < ?
ORDER BY ts_start

-- name: counts
-- trades and quotes are deleted from the front only, so their numbers count them; two extremes in one SELECT would read them all
SELECT
  coalesce((SELECT max(seq) FROM trades) - (SELECT min(seq) FROM trades) + 1, 0)
  + coalesce((SELECT max(seq) FROM quotes) - (SELECT min(seq) FROM quotes) + 1, 0)
  + (SELECT count(*) FROM bars_1m) AS rows

-- name: remove_origin
DELETE FROM bars_1m WHERE origin = ?

-- name: bump_generation
UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'generation'

-- name: meta
SELECT value FROM meta WHERE key = ?

-- name: bar_before
SELECT instrument, ts_start AS tsStart, open, high, low, close, volume FROM bars_1m
WHERE environment = ? AND run = ? AND instrument = ? AND ts_start < ? ORDER BY ts_start DESC LIMIT 1

-- name: newest_bar
SELECT max(ts_start) AS at FROM bars_1m WHERE environment = ? AND run = ?

-- name: trade_before
SELECT seq FROM trades WHERE environment = ? AND run = ? AND ts_event < ? ORDER BY seq DESC LIMIT 1

-- name: trades_after
SELECT instrument, price, quantity, aggressor, ts_event AS tsEvent FROM trades
WHERE environment = ? AND run = ? AND seq > ? ORDER BY seq

-- name: trade_span
SELECT (SELECT min(seq) FROM trades) AS first, (SELECT max(seq) FROM trades) AS last

-- name: trade_at
SELECT ts_event AS at FROM trades WHERE seq >= ? ORDER BY seq LIMIT 1

-- name: trades_between
SELECT instrument, price, quantity, aggressor, ts_event AS tsEvent FROM trades
WHERE environment = ? AND run = ? AND instrument = ? AND seq >= ? AND seq < ? AND ts_event >= ? AND ts_event < ?
ORDER BY seq DESC LIMIT ?

-- name: add_volume
INSERT INTO volumes (environment, run, trade_date, instrument, price, quantity, trades) VALUES (?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (environment, run, trade_date, instrument, price) DO UPDATE SET
  quantity = quantity + excluded.quantity, trades = trades + 1

-- name: forget_volumes
DELETE FROM volumes WHERE environment = ? AND run = ? AND trade_date < ?

-- name: day_volumes
SELECT instrument, price, quantity, trades FROM volumes WHERE environment = ? AND run = ? AND trade_date = ?

-- name: day_tape
SELECT instrument, price, quantity, aggressor, ts_event AS tsEvent FROM trades
WHERE environment = ? AND run = ? AND instrument = ? AND trade_date = ? ORDER BY seq DESC LIMIT ?
