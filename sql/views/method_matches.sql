CREATE OR REPLACE VIEW analytics.main.method_matches AS
SELECT
  method,
  ts_entry, ts_exit, trade_date, instrument, account, strategy, side, quantity,
  entry_price, entry_price::DOUBLE AS entry_price_number, price_text(entry_price, instrument) AS entry_price_text,
  exit_price, exit_price::DOUBLE AS exit_price_number, price_text(exit_price, instrument) AS exit_price_text,
  realized, currency,
  entry_execution_id, exit_execution_id, epoch(ts_exit) - epoch(ts_entry) AS seconds_held,
  entry_fee, exit_fee, (realized - entry_fee - exit_fee)::DECIMAL(18,6) AS net_realized
FROM analytics.record.method_matches;
