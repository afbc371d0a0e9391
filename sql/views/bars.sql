CREATE OR REPLACE VIEW analytics.main.bars AS
SELECT ts, trade_date, instrument, open, high, low, close, volume, origin FROM analytics.record.bars;
