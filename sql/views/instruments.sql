CREATE OR REPLACE VIEW analytics.main.instruments AS
SELECT instrument, root, name, exchange, currency, tick, tick_value, multiplier, session, delivery_month
FROM analytics.record.instruments;
