-- What was told and how it stands: one row a change, the newest of an id counts.
CREATE TABLE notifications (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  id INTEGER NOT NULL,
  type TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('info', 'success', 'warning', 'error')),
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  detail TEXT,
  account TEXT,
  instrument TEXT,
  side TEXT,
  subject_kind TEXT,
  subject_id TEXT,
  -- of the same key, since the one before
  held_back INTEGER NOT NULL,
  ts_event INTEGER NOT NULL,
  acknowledged_by TEXT,
  ts_acknowledged INTEGER,
  ts_resolved INTEGER,
  ts_machine INTEGER NOT NULL
) STRICT;
CREATE INDEX notifications_by_id ON notifications (environment, run, id);

-- What goes out of the console, to each target in this order; rows that have an outcome are kept for a while.
CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  -- the same with each attempt, so that whoever gets it twice can tell
  delivery_id TEXT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('told', 'resolved')),
  -- the notification as JSON; no address and no secret
  content TEXT NOT NULL,
  ts_machine INTEGER NOT NULL,
  outcome TEXT CHECK (outcome IN ('delivered', 'given_up')),
  reason TEXT,
  ts_ended INTEGER,
  UNIQUE (target, delivery_id)
) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (seq) WHERE outcome IS NULL;
