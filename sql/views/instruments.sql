CREATE OR REPLACE VIEW analytics.main.instruments AS
SELECT instrument, root, name, exchange, currency, tick, tick_value, multiplier, session, delivery_month,
  aliases, price_style, expiry, roll
FROM analytics.record.instruments;
