-- Fees, where a fill came from, what the venue took back, prices of the exchange's settlements, and what was refused.

-- micros of the instrument's currency, positive for what is paid
ALTER TABLE fills ADD COLUMN fee INTEGER NOT NULL DEFAULT 0;
-- venue | import | start_of_day
ALTER TABLE fills ADD COLUMN origin TEXT NOT NULL DEFAULT 'venue';

-- A bust takes an execution back, a correction states it anew; the newest of an execution counts.
CREATE TABLE fill_amendments (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  amendment_id TEXT NOT NULL,
  execution_id TEXT NOT NULL,
  -- bust | correct
  type TEXT NOT NULL,
  side TEXT,
  quantity INTEGER,
  price INTEGER,
  fee INTEGER,
  reason TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_init INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  UNIQUE (environment, run, amendment_id)
) STRICT;

-- One price of one instrument for one trade date, as a file or a person gave it; of a kind the one stated last (ts_event) counts. The same
-- row comes in once.
CREATE TABLE settlements (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  instrument TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  -- flash | settle
  kind TEXT NOT NULL,
  price INTEGER NOT NULL,
  source TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  UNIQUE (environment, run, instrument, trade_date, kind, source, ts_event, price)
) STRICT;

-- Rolls that were done, so that each is done once: 14:00 and 16:00 Chicago of a trade date.
CREATE TABLE rolls (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  -- two_pm | four_pm
  kind TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  UNIQUE (environment, run, trade_date, kind)
) STRICT;

-- What somebody wanted and was not taken, with the reason.
CREATE TABLE refusals (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  -- order | fill | amendment | settlement | import
  subject TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;
