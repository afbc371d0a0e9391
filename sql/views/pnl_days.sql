-- What each position stood at when a trade date ended, as far as no method matters: contracts, what they were traded for, fees, mark.
CREATE OR REPLACE VIEW analytics.record.pnl_days AS
WITH traded AS (
  SELECT
    fills.trade_date, fills.instrument, fills.account, fills.strategy,
    sum(CASE WHEN side = 'buy' THEN quantity ELSE -quantity END) AS quantity,
    sum(((CASE WHEN side = 'buy' THEN price ELSE -price END * quantity)::DECIMAL(27,9) * instruments.multiplier::DECIMAL(11,2))::DECIMAL(18,6)) AS worth,
    sum(fee) AS fees, arg_max(price, (ts_event, seq)) AS last_price
  FROM analytics.record.amended_fills AS fills
  JOIN analytics.record.instruments AS instruments USING (instrument)
  GROUP BY ALL
),
positions AS (
  SELECT instrument, account, strategy, min(trade_date) AS since FROM traded GROUP BY ALL
),
prices AS (
  SELECT instrument, trade_date, price, kind AS mark_source, CASE kind WHEN 'settle' THEN 1 ELSE 2 END AS place FROM analytics.main.settlements
  UNION ALL
  SELECT instrument, trade_date, arg_max(close, ts), 'last_bar', 3 FROM analytics.record.bars GROUP BY ALL
  UNION ALL
  SELECT instrument, trade_date, arg_max(last_price, trade_date), 'last_fill', 4 FROM traded GROUP BY ALL
),
marks AS (
  SELECT instrument, trade_date, arg_min(price, place) AS mark, arg_min(mark_source, place) AS mark_source
  FROM prices GROUP BY ALL
)
SELECT
  marks.trade_date, positions.instrument, positions.account, positions.strategy, instruments.currency, instruments.multiplier,
  marks.mark, marks.mark_source, coalesce(traded.fees, 0) AS fees, traded.quantity IS NOT NULL AS traded,
  sum(coalesce(traded.quantity, 0)) OVER days AS quantity, sum(coalesce(traded.worth, 0)) OVER days AS worth
FROM positions
JOIN marks ON marks.instrument = positions.instrument AND marks.trade_date >= positions.since
JOIN analytics.record.instruments AS instruments ON instruments.instrument = positions.instrument
LEFT JOIN traded
  ON traded.instrument = positions.instrument AND traded.account = positions.account
  AND traded.strategy = positions.strategy AND traded.trade_date = marks.trade_date
WINDOW days AS (PARTITION BY positions.instrument, positions.account, positions.strategy ORDER BY marks.trade_date);

-- What open lots cost is what was traded for and what of it was realized, by any method.
CREATE OR REPLACE MACRO analytics.record.unrealized_at(mark, quantity, multiplier, worth, realized) AS
  ((mark * quantity)::DECIMAL(27,9) * multiplier::DECIMAL(11,2) - worth - realized)::DECIMAL(18,6);
