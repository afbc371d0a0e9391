-- Each event carries the order after it, so the newest event of an order is its state.
CREATE OR REPLACE VIEW analytics.main.orders AS
SELECT
  client_order_id, instrument, account, strategy, side, order_type, time_in_force, product, quantity, price, stop_price,
  working_quantity, working_price, working_stop_price,
  bool_or(order_type IN ('stop', 'stop_limit') AND type IN ('triggered', 'filled')) OVER (PARTITION BY client_order_id) AS triggered,
  status, filled_quantity, leaves_quantity,
  CASE WHEN filled_quantity > 0 THEN filled_cost::DOUBLE / filled_quantity END AS average_price,
  venue_order_id, reason, trade_date,
  min(ts_init) OVER (PARTITION BY client_order_id) AS ts_created,
  ts_init AS ts_updated,
  order_group, role, stop_loss_ticks, stop_loss_price, take_profit_ticks, take_profit_price, trail_ticks
FROM analytics.record.order_events
QUALIFY row_number() OVER (PARTITION BY client_order_id ORDER BY seq DESC) = 1;
