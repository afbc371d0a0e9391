-- How many ticks behind the best price a stop follows the market, or the stop of an entry shall; NULL where it stays.
ALTER TABLE order_events ADD COLUMN trail_ticks INTEGER;
