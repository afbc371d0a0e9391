-- name: insert_process
INSERT INTO process_trace (
  ts, process, process_group, status, duration_ms, exception, thread_id, call_depth, start_ts_us, cpu_delta, memory_delta_mb, service,
  trace_id, span_id, parent_span_id, subject, fingerprint
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_data
INSERT INTO data_trace (
  ts, process, data, data_type, data_value, status, exception, thread_id, start_ts_us, trace_id, span_id
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- name: insert_log
INSERT INTO logs (ts, level, message, fields, service, trace_id, span_id) VALUES (?, ?, ?, ?, ?, ?, ?)

-- name: insert_metric
INSERT INTO metrics (ts, name, value) VALUES (?, ?, ?)

-- name: set_process
INSERT INTO processes (process, process_group, service, parameters, place, source) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (process) DO UPDATE SET
  process_group = excluded.process_group, service = excluded.service, parameters = excluded.parameters,
  place = excluded.place, source = excluded.source

-- name: add_process
INSERT INTO processes (process, process_group, service, parameters) VALUES (?, ?, ?, '[]') ON CONFLICT (process) DO NOTHING

-- name: last_batch
SELECT last FROM batches WHERE writer = ?

-- name: set_last_batch
INSERT INTO batches (writer, last) VALUES (?, ?) ON CONFLICT (writer) DO UPDATE SET last = excluded.last

-- name: forget_batches
DELETE FROM batches WHERE writer <> ?

-- name: forget_batch
DELETE FROM batches WHERE writer = ?

-- name: figures
-- rows are deleted from the front only, so their numbers count them; one extreme a subquery, since two in one SELECT would read them all
SELECT
  coalesce((SELECT max(seq) FROM process_trace) - (SELECT min(seq) FROM process_trace) + 1, 0) AS processTraceCount,
  coalesce((SELECT max(seq) FROM data_trace) - (SELECT min(seq) FROM data_trace) + 1, 0) AS dataTraceCount,
  (SELECT min(ts) FROM process_trace) AS oldest,
  (SELECT max(ts) FROM process_trace) AS latest
