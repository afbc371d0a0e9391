-- What venues tell of the past. Their minutes are in bars_1m, origin venue; here is what is longer or shorter than a minute, and for which spans a
-- venue was asked: there, a time without a bar is one without a trade.
CREATE TABLE venue_bars (
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  unit TEXT NOT NULL,
  open INTEGER NOT NULL,
  high INTEGER NOT NULL,
  low INTEGER NOT NULL,
  close INTEGER NOT NULL,
  volume INTEGER NOT NULL,
  ts_start INTEGER NOT NULL,
  PRIMARY KEY (environment, run, instrument, unit, ts_start)
) STRICT, WITHOUT ROWID;

-- Half-open, and no two of a unit touch.
CREATE TABLE asked_bars (
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  unit TEXT NOT NULL,
  ts_from INTEGER NOT NULL,
  ts_to INTEGER NOT NULL,
  PRIMARY KEY (environment, run, instrument, unit, ts_from)
) STRICT, WITHOUT ROWID;
