CREATE OR REPLACE VIEW analytics.main.pnl_daily AS
SELECT * FROM analytics.record.pnl_by_method WHERE method = 'fifo';
