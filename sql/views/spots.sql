CREATE OR REPLACE VIEW analytics.main.spots AS
SELECT
  ts_event, ts_init, instrument, source, price, price::DOUBLE AS price_number, price_text(price, instrument) AS price_text, text, format
FROM analytics.record.spots;
