-- One extreme a subquery: SQLite goes to an end of the table for a single min or max, and reads all of it for two.
-- `kept` is the first row of a range that is young enough; what claims to come from the future keeps nothing.
-- `until` is the newest row that ended before an instant.

-- name: span_process_trace
SELECT (SELECT min(seq) FROM process_trace) AS first, (SELECT max(seq) FROM process_trace) AS last

-- name: span_data_trace
SELECT (SELECT min(seq) FROM data_trace) AS first, (SELECT max(seq) FROM data_trace) AS last

-- name: span_logs
SELECT (SELECT min(seq) FROM logs) AS first, (SELECT max(seq) FROM logs) AS last

-- name: span_metrics
SELECT (SELECT min(seq) FROM metrics) AS first, (SELECT max(seq) FROM metrics) AS last

-- name: at_process_trace
SELECT ts AS at FROM process_trace WHERE seq >= ? ORDER BY seq LIMIT 1

-- name: at_data_trace
SELECT ts AS at FROM data_trace WHERE seq >= ? ORDER BY seq LIMIT 1

-- name: at_logs
SELECT ts AS at FROM logs WHERE seq >= ? ORDER BY seq LIMIT 1

-- name: at_metrics
SELECT ts AS at FROM metrics WHERE seq >= ? ORDER BY seq LIMIT 1

-- name: kept_process_trace
SELECT seq FROM process_trace WHERE seq >= ? AND seq < ? AND +ts >= ? AND +ts <= ? ORDER BY seq LIMIT 1

-- name: kept_data_trace
SELECT seq FROM data_trace WHERE seq >= ? AND seq < ? AND +ts >= ? AND +ts <= ? ORDER BY seq LIMIT 1

-- name: kept_logs
SELECT seq FROM logs WHERE seq >= ? AND seq < ? AND +ts >= ? AND +ts <= ? ORDER BY seq LIMIT 1

-- name: kept_metrics
SELECT seq FROM metrics WHERE seq >= ? AND seq < ? AND +ts >= ? AND +ts <= ? ORDER BY seq LIMIT 1

-- name: until_process_trace
SELECT seq FROM process_trace WHERE ts < ? ORDER BY ts DESC, seq DESC LIMIT 1

-- name: until_data_trace
SELECT seq FROM data_trace WHERE ts < ? ORDER BY ts DESC, seq DESC LIMIT 1

-- name: until_logs
SELECT seq FROM logs WHERE ts < ? ORDER BY ts DESC, seq DESC LIMIT 1

-- name: delete_process_trace
DELETE FROM process_trace WHERE seq >= ? AND seq < ?

-- name: delete_data_trace
DELETE FROM data_trace WHERE seq >= ? AND seq < ?

-- name: delete_logs
DELETE FROM logs WHERE seq >= ? AND seq < ?

-- name: delete_metrics
DELETE FROM metrics WHERE seq >= ? AND seq < ?

-- name: fact
SELECT value FROM meta WHERE key = ?

-- name: set_fact
INSERT OR REPLACE INTO meta VALUES (?, ?)
