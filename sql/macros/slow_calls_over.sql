-- Calls that took longer than so many milliseconds: select * from slow_calls_over(250)
CREATE OR REPLACE MACRO analytics.main.slow_calls_over(milliseconds) AS TABLE
SELECT
  calls.ts, service, process, process_group, calls.status, calls.duration_ms, stats.p50_ms, stats.p99_ms, calls.subject, calls.trace_id, calls.span_id
FROM analytics.main.process_trace AS calls
JOIN analytics.main.process_stats AS stats USING (service, process, process_group)
WHERE calls.duration_ms > milliseconds;
