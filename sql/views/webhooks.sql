CREATE OR REPLACE VIEW analytics.main.webhooks AS
SELECT
  ts_event AS ts, receipt, webhook, outcome, status, reason, signal, symbol, instrument, account, orders, repeat_of, bytes, body,
  microseconds / 1000.0 AS duration_ms, trace_id
FROM analytics.record.webhooks;
