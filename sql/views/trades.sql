CREATE OR REPLACE VIEW analytics.main.trades AS
SELECT ts_event, trade_date, instrument, price, quantity, aggressor FROM analytics.record.trades;
