CREATE OR REPLACE VIEW analytics.main.process_trace AS
SELECT
  ts, process, process_group, status, duration_ms, exception, thread_id, call_depth, start_ts_us, make_timestamp(start_ts_us) AS start,
  cpu_delta, memory_delta_mb, service, trace_id, span_id, parent_span_id, subject, fingerprint, date, hour
FROM analytics.record.all_process_trace;
