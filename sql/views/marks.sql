-- Four marks of an instrument: the last price, and what settlements and the rolls of 14:00 and 16:00 make of a day's price.
CREATE OR REPLACE VIEW analytics.main.marks AS
WITH last AS (
  SELECT instrument, arg_max(price, ts) AS price, max(ts) AS ts
  FROM (
    SELECT instrument, price, ts_event AS ts FROM analytics.record.trades
    UNION ALL
    SELECT instrument, close, ts + INTERVAL 1 MINUTE - INTERVAL 1 MICROSECOND FROM analytics.record.bars
  )
  GROUP BY instrument
),
rolled AS (
  SELECT
    max(trade_date) FILTER (kind = 'two_pm') AS two_pm,
    max(trade_date) FILTER (kind = 'four_pm') AS four_pm
  FROM analytics.record.rolls
),
days AS (
  SELECT * FROM analytics.main.settlements
  QUALIFY row_number() OVER (PARTITION BY instrument, trade_date ORDER BY kind = 'settle' DESC) = 1
),
settled AS (
  SELECT 'close' AS mark, days.* FROM days, rolled WHERE trade_date <= two_pm
  UNION ALL
  SELECT 'start_of_day', days.* FROM days, rolled WHERE trade_date <= four_pm
  UNION ALL
  SELECT 'next_start_of_day', days.* FROM days, rolled WHERE trade_date = two_pm AND two_pm > coalesce(four_pm, DATE '0001-01-01')
)
SELECT instrument, 'now' AS mark, price, NULL::DATE AS trade_date, 'last' AS kind, ts FROM last
UNION ALL
SELECT instrument, mark, price, trade_date, kind, ts_event AS ts FROM settled
QUALIFY row_number() OVER (PARTITION BY instrument, mark ORDER BY trade_date DESC) = 1;
