-- Stops, and the terms of an order as they stand after an event, where it can be replaced.

-- as ordered
ALTER TABLE order_events ADD COLUMN stop_price INTEGER;
-- with event_quantity and event_price what a replacement asks for
ALTER TABLE order_events ADD COLUMN event_stop_price INTEGER;
ALTER TABLE order_events ADD COLUMN working_quantity INTEGER;
ALTER TABLE order_events ADD COLUMN working_price INTEGER;
ALTER TABLE order_events ADD COLUMN working_stop_price INTEGER;
UPDATE order_events SET working_quantity = quantity, working_price = price;
