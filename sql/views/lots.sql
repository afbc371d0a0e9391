CREATE OR REPLACE VIEW analytics.main.lots AS
SELECT
  ts_entry, trade_date, instrument, account, strategy, side, entry_execution_id, quantity,
  price, price::DOUBLE AS price_number, price_text(price, instrument) AS price_text, cost, fee, currency
FROM analytics.record.lots;
