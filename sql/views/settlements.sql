-- One row for each price that counts: of a kind the one stated last.
CREATE OR REPLACE VIEW analytics.main.settlements AS
SELECT
  instrument, trade_date, kind, price, price::DOUBLE AS price_number, price_text(price, instrument) AS price_text, source, ts_event
FROM analytics.record.settlements
QUALIFY row_number() OVER (PARTITION BY instrument, trade_date, kind ORDER BY ts_event DESC, seq DESC) = 1;
