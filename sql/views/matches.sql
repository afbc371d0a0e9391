CREATE OR REPLACE VIEW analytics.main.matches AS
SELECT
  ts_entry, ts_exit, trade_date, instrument, account, strategy, side, quantity, entry_price, exit_price, realized, currency
FROM analytics.record.matches;
