-- Bars of another width from the minutes: select * from bars_by(interval 1 hour)
CREATE OR REPLACE MACRO analytics.main.bars_by(width) AS TABLE
SELECT
  time_bucket(width, ts) AS ts, instrument,
  arg_min(open, bars.ts) AS open, max(high) AS high, min(low) AS low, arg_max(close, bars.ts) AS close, sum(volume)::BIGINT AS volume
FROM analytics.main.bars AS bars
GROUP BY ALL;
