-- Orders that protect what others filled. order_group is the entry's client_order_id, of the entry itself too.

ALTER TABLE order_events ADD COLUMN order_group TEXT;
-- entry, stop, target or close
ALTER TABLE order_events ADD COLUMN role TEXT;
-- as an entry asks for it: ticks from its fills, or prices
ALTER TABLE order_events ADD COLUMN stop_loss_ticks INTEGER;
ALTER TABLE order_events ADD COLUMN stop_loss_price INTEGER;
ALTER TABLE order_events ADD COLUMN take_profit_ticks INTEGER;
ALTER TABLE order_events ADD COLUMN take_profit_price INTEGER;

CREATE INDEX order_events_by_group ON order_events (environment, run, order_group) WHERE order_group IS NOT NULL;
