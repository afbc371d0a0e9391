-- An error that passes through several calls counts in each; the process is the innermost, where it arose.
CREATE OR REPLACE VIEW analytics.main.error_groups AS
SELECT
  coalesce(fingerprint, process || ': ' || coalesce(split_part(exception, chr(10), 1), '')) AS fingerprint,
  arg_max(process, (call_depth, ts)) AS process, arg_max(process_group, (call_depth, ts)) AS process_group,
  count(*) AS errors, count(DISTINCT trace_id) AS traces, min(ts) AS first_ts, max(ts) AS last_ts,
  arg_max(exception, (call_depth, ts)) AS exception, arg_max(trace_id, (call_depth, ts)) AS trace_id, arg_max(span_id, (call_depth, ts)) AS span_id
FROM analytics.main.process_trace
WHERE status = 'ERR'
GROUP BY 1;
