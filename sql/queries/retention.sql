-- One extreme a subquery: SQLite goes to an end of the table for a single min or max, and reads all of it for two.

-- name: span_trades
SELECT (SELECT min(seq) FROM trades) AS first, (SELECT max(seq) FROM trades) AS last

-- name: span_quotes
SELECT (SELECT min(seq) FROM quotes) AS first, (SELECT max(seq) FROM quotes) AS last

-- name: span_bars_1m
SELECT (SELECT min(seq) FROM bars_1m) AS first, (SELECT max(seq) FROM bars_1m) AS last

-- name: at_trades
SELECT ts_machine AS at FROM trades WHERE seq = ?

-- name: at_quotes
SELECT ts_machine AS at FROM quotes WHERE seq = ?

-- name: at_bars_1m
SELECT ts_machine AS at FROM bars_1m WHERE seq >= ? ORDER BY seq LIMIT 1

-- name: delete_trades
DELETE FROM trades WHERE seq >= ? AND seq < ?

-- name: delete_quotes
DELETE FROM quotes WHERE seq >= ? AND seq < ?

-- name: delete_bars_1m
DELETE FROM bars_1m WHERE seq >= ? AND seq < ?

-- name: forget_asked
-- Minutes that are deleted have to be asked for again.
DELETE FROM asked_bars WHERE unit = 'minute' AND EXISTS (
  SELECT 1 FROM bars_1m AS bar WHERE bar.seq >= ? AND bar.seq < ? AND bar.environment = asked_bars.environment
    AND bar.run = asked_bars.run AND bar.instrument = asked_bars.instrument
    AND bar.ts_start >= asked_bars.ts_from AND bar.ts_start < asked_bars.ts_to
)
