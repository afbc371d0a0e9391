-- Messages that other programs sent, and what became of them: one row a change, the newest of a receipt counts. No secret is in any of them.
CREATE TABLE webhooks (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  receipt INTEGER NOT NULL,
  webhook TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('received', 'accepted', 'ignored', 'refused', 'duplicate', 'held', 'interrupted')),
  status INTEGER,
  reason TEXT,
  signal TEXT,
  symbol TEXT,
  instrument TEXT,
  account TEXT,
  -- ids as a JSON list
  orders TEXT NOT NULL,
  repeat_of INTEGER,
  -- by which the same message is known again: a digest of its id, or of what it says
  message TEXT,
  -- what was answered, as JSON
  answer TEXT,
  bytes INTEGER NOT NULL,
  body TEXT,
  microseconds INTEGER,
  trace_id TEXT,
  ts_event INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_by_receipt ON webhooks (environment, run, receipt);
CREATE INDEX webhooks_by_message ON webhooks (environment, run, webhook, message) WHERE message IS NOT NULL;
