CREATE OR REPLACE VIEW analytics.main.metrics AS
SELECT ts, name, value FROM analytics.record.metrics;
