-- What an instrument was taken to be worth, from a person or a source outside of the venue: one row a change.
CREATE TABLE spots (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  -- null: taken back
  price INTEGER,
  -- as it was given, and in which of the named styles
  text TEXT NOT NULL,
  format TEXT NOT NULL,
  -- manual, or the name of a source of config/spots.json
  source TEXT NOT NULL,
  -- when it was stated, and when the console heard of it
  ts_event INTEGER NOT NULL,
  ts_init INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

CREATE INDEX spots_by_instrument ON spots (environment, run, instrument, source, seq);
