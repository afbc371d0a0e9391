-- Passes through a market that are not the paper market's own: each replay of a recording is one.
CREATE TABLE runs (
  seq INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  -- id and name of what was played
  recording TEXT NOT NULL,
  about TEXT NOT NULL,
  -- where in it the run began
  ts_from INTEGER NOT NULL,
  ts_machine INTEGER NOT NULL,
  UNIQUE (environment, run)
) STRICT;
