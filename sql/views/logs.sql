CREATE OR REPLACE VIEW analytics.main.logs AS
SELECT ts, level, message, fields, service, trace_id, span_id, date, hour
FROM analytics.record.all_logs;
