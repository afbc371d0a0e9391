-- What an instrument was taken to be worth, from a person or a source outside of the venue.
CREATE TABLE spots (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  price INTEGER NOT NULL,
  -- as it was given
  text TEXT NOT NULL,
  -- manual | file | http
  source TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_init INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;

CREATE INDEX spots_by_instrument ON spots (environment, run, instrument, seq);
