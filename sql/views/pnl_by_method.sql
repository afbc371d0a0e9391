-- P&L of each trade date by every method. Of the desk's own method the lots are at hand; those of others are folded when a query asks.
CREATE OR REPLACE VIEW analytics.record.pnl_by_method AS
WITH methods AS (
  SELECT unnest(['fifo', 'lifo', 'average', 'highest']) AS method
),
done AS (
  SELECT 'fifo' AS method, trade_date, instrument, account, strategy, sum(realized) AS realized
  FROM analytics.record.matches GROUP BY ALL
  UNION ALL
  SELECT method, trade_date, instrument, account, strategy, sum(realized)
  FROM analytics.record.method_matches WHERE method <> 'fifo' GROUP BY ALL
),
levels AS (
  SELECT
    days.*, methods.method, coalesce(done.realized, 0)::DECIMAL(18,6) AS realized,
    analytics.record.unrealized_at(days.mark, days.quantity, days.multiplier, days.worth, sum(coalesce(done.realized, 0)) OVER until) AS unrealized
  FROM analytics.record.pnl_days AS days
  CROSS JOIN methods
  LEFT JOIN done USING (method, trade_date, instrument, account, strategy)
  WINDOW until AS (PARTITION BY methods.method, days.instrument, days.account, days.strategy ORDER BY days.trade_date)
),
changes AS (
  SELECT *, lag(unrealized, 1, 0) OVER (PARTITION BY method, instrument, account, strategy ORDER BY trade_date) AS carried FROM levels
)
SELECT
  trade_date, instrument, account, strategy, currency, method, quantity::BIGINT AS quantity, mark, mark_source,
  realized, unrealized, fees::DECIMAL(18,6) AS fees, (realized + unrealized - carried)::DECIMAL(18,6) AS pnl,
  (realized + unrealized - carried - fees)::DECIMAL(18,6) AS net_pnl
FROM changes
WHERE quantity <> 0 OR traded;
