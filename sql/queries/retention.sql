-- name: span_trades
SELECT min(seq) AS first, max(seq) AS last FROM trades

-- name: span_quotes
SELECT min(seq) AS first, max(seq) AS last FROM quotes

-- name: span_bars_1m
SELECT min(seq) AS first, max(seq) AS last FROM bars_1m

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
