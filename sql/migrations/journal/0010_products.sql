-- How a broker of India carries what an order makes: intraday, carry or delivery; NULL where the venue has no such thing.
ALTER TABLE order_events ADD COLUMN product TEXT;
