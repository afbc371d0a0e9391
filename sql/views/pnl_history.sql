CREATE OR REPLACE VIEW analytics.main.pnl_history AS
SELECT
  ts_event AS ts, trade_date, instrument, account, strategy, quantity, realized, unrealized,
  (realized + unrealized)::DECIMAL(18,6) AS total, currency
FROM analytics.record.pnl_history;
