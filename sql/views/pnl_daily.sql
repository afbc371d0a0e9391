CREATE OR REPLACE VIEW analytics.main.pnl_daily AS
WITH done AS (
  SELECT trade_date, instrument, account, strategy, sum(realized) AS realized
  FROM analytics.record.matches
  GROUP BY ALL
),
levels AS (
  SELECT
    days.*, coalesce(done.realized, 0)::DECIMAL(18,6) AS realized,
    analytics.record.unrealized_at(days.mark, days.quantity, days.multiplier, days.worth, sum(coalesce(done.realized, 0)) OVER until) AS unrealized
  FROM analytics.record.pnl_days AS days
  LEFT JOIN done USING (trade_date, instrument, account, strategy)
  WINDOW until AS (PARTITION BY days.instrument, days.account, days.strategy ORDER BY days.trade_date)
),
changes AS (
  SELECT *, lag(unrealized, 1, 0) OVER (PARTITION BY instrument, account, strategy ORDER BY trade_date) AS carried FROM levels
)
SELECT
  trade_date, instrument, account, strategy, currency, 'fifo' AS method, quantity::BIGINT AS quantity, mark, mark_source,
  realized, unrealized, fees::DECIMAL(18,6) AS fees, (realized + unrealized - carried)::DECIMAL(18,6) AS pnl,
  (realized + unrealized - carried - fees)::DECIMAL(18,6) AS net_pnl
FROM changes
WHERE quantity <> 0 OR traded;
