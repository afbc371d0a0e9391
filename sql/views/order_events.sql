CREATE OR REPLACE VIEW analytics.main.order_events AS
SELECT
  ts_event, ts_init, trade_date, client_order_id, type, instrument, account, strategy, side, order_type, time_in_force, product,
  quantity, price, stop_price, event_quantity, event_price, event_stop_price,
  working_quantity, working_price, working_stop_price,
  status, filled_quantity, leaves_quantity, venue_order_id, execution_id, reason,
  order_group, role, stop_loss_ticks, stop_loss_price, take_profit_ticks, take_profit_price, trail_ticks
FROM analytics.record.order_events;
