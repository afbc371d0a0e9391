CREATE OR REPLACE VIEW analytics.main.quotes AS
SELECT ts_event, trade_date, instrument, bid, bid_size, ask, ask_size FROM analytics.record.quotes;
