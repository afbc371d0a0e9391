CREATE OR REPLACE VIEW analytics.main.data_trace AS
SELECT
  ts, process, data, data_type, data_value, status, exception, thread_id, start_ts_us, make_timestamp(start_ts_us) AS start,
  trace_id, span_id, date, hour
FROM analytics.record.all_data_trace;
