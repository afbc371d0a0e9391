CREATE OR REPLACE VIEW analytics.main.fills AS
SELECT ts_event, ts_init, trade_date, execution_id, client_order_id, instrument, account, strategy, side, quantity, price, liquidity
FROM analytics.record.fills;
