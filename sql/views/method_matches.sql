CREATE OR REPLACE VIEW analytics.main.method_matches AS
SELECT
  method,
  ts_entry, ts_exit, trade_date, instrument, account, strategy, side, quantity, entry_price, exit_price, realized, currency,
  entry_execution_id, exit_execution_id, epoch(ts_exit) - epoch(ts_entry) AS seconds_held,
  entry_fee, exit_fee, (realized - entry_fee - exit_fee)::DECIMAL(18,6) AS net_realized
FROM analytics.record.method_matches;
