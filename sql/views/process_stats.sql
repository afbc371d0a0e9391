CREATE OR REPLACE VIEW analytics.main.process_stats AS
SELECT
  service, process, process_group, calls, errors, errors / calls AS error_rate, mean_ms,
  percentiles[1] AS p50_ms, percentiles[2] AS p95_ms, percentiles[3] AS p99_ms, max_ms, total_ms, first_ts, last_ts
FROM (
  SELECT
    service, process, process_group, count(*) AS calls, count(*) FILTER (WHERE status = 'ERR') AS errors, avg(duration_ms) AS mean_ms,
    quantile_cont(duration_ms, [0.5, 0.95, 0.99]) AS percentiles, max(duration_ms) AS max_ms, sum(duration_ms) AS total_ms,
    min(start) AS first_ts, max(ts) AS last_ts
  FROM analytics.main.process_trace
  GROUP BY ALL
);
