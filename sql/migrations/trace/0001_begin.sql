-- What the console and other programs did. Instants are integer microseconds since 1970 by the machine's clock. Rows come in the order in
-- which calls ended, so one index of time each is enough; a trace is found by the analysis, which reads columns.

-- ts is when the call ended, start_ts_us when it began. subject names what it was about ("order T-17"), fingerprint tells equal errors.
CREATE TABLE process_trace (
  seq INTEGER PRIMARY KEY,
  ts INTEGER NOT NULL,
  process TEXT NOT NULL,
  process_group TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('OK', 'ERR')),
  duration_ms REAL NOT NULL,
  exception TEXT,
  thread_id INTEGER NOT NULL,
  call_depth INTEGER NOT NULL,
  start_ts_us INTEGER NOT NULL,
  cpu_delta REAL,
  memory_delta_mb REAL,
  service TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  parent_span_id TEXT,
  subject TEXT,
  fingerprint TEXT
) STRICT;
CREATE INDEX process_trace_ts ON process_trace (ts);

CREATE TABLE data_trace (
  seq INTEGER PRIMARY KEY,
  ts INTEGER NOT NULL,
  process TEXT NOT NULL,
  data TEXT NOT NULL,
  data_type TEXT NOT NULL CHECK (data_type IN ('INPUT', 'OUTPUT')),
  data_value TEXT NOT NULL,
  status TEXT NOT NULL,
  exception TEXT,
  thread_id INTEGER NOT NULL,
  start_ts_us INTEGER NOT NULL,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL
) STRICT;
CREATE INDEX data_trace_ts ON data_trace (ts);

-- fields is JSON, masked.
CREATE TABLE logs (
  seq INTEGER PRIMARY KEY,
  ts INTEGER NOT NULL,
  level TEXT NOT NULL,
  message TEXT NOT NULL,
  fields TEXT NOT NULL,
  service TEXT NOT NULL,
  trace_id TEXT,
  span_id TEXT
) STRICT;
CREATE INDEX logs_ts ON logs (ts);

-- Samples of the console's own figures.
CREATE TABLE metrics (
  seq INTEGER PRIMARY KEY,
  ts INTEGER NOT NULL,
  name TEXT NOT NULL,
  value REAL NOT NULL
) STRICT;
CREATE INDEX metrics_ts ON metrics (ts);

-- The text of a monitored function, once a process.
CREATE TABLE processes (
  process TEXT PRIMARY KEY,
  process_group TEXT NOT NULL,
  service TEXT NOT NULL,
  parameters TEXT NOT NULL,
  place TEXT,
  source TEXT
) STRICT;

-- The last batch that each writer has on disk: what is sent again after a fault is written once.
CREATE TABLE batches (
  writer TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
INSERT INTO meta VALUES ('generation', lower(hex(randomblob(8))));
