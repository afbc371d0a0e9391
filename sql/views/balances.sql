CREATE OR REPLACE VIEW analytics.main.balances AS
SELECT ts_event, account, currency, balance FROM analytics.record.balances;
