-- Holdings against the last price of their instrument; realized is that of the newest trade date of the record.
CREATE OR REPLACE VIEW analytics.main.positions AS
WITH today AS (
  SELECT max(trade_date) AS trade_date
  FROM (SELECT trade_date FROM analytics.record.fills UNION ALL SELECT trade_date FROM analytics.record.bars)
),
marks AS (
  SELECT
    instrument,
    any_value(price) FILTER (mark = 'now') AS mark, any_value(ts) FILTER (mark = 'now') AS ts_mark,
    any_value(price) FILTER (mark = 'close') AS close,
    any_value(price) FILTER (mark = 'start_of_day') AS start_of_day,
    any_value(price) FILTER (mark = 'next_start_of_day') AS next_start_of_day
  FROM analytics.main.marks
  GROUP BY instrument
),
done AS (
  SELECT instrument, account, strategy, sum(realized) AS realized
  FROM analytics.record.matches
  WHERE trade_date = (SELECT trade_date FROM today)
  GROUP BY ALL
)
SELECT
  holdings.instrument, holdings.account, holdings.strategy, holdings.quantity,
  CASE WHEN holdings.quantity <> 0 THEN holdings.cost::DOUBLE / holdings.quantity / instruments.multiplier END AS average_price,
  marks.mark, marks.mark::DOUBLE AS mark_number, price_text(marks.mark, holdings.instrument) AS mark_text, marks.ts_mark, marks.close, marks.start_of_day, marks.next_start_of_day,
  CASE WHEN holdings.quantity = 0 THEN 0
    ELSE (marks.mark * holdings.quantity)::DECIMAL(27,9) * instruments.multiplier::DECIMAL(11,2) - holdings.cost
  END::DECIMAL(18,6) AS unrealized,
  coalesce(done.realized, 0)::DECIMAL(18,6) AS realized,
  instruments.currency, holdings.ts_updated
FROM analytics.record.holdings AS holdings
LEFT JOIN done USING (instrument, account, strategy)
LEFT JOIN marks USING (instrument)
LEFT JOIN analytics.record.instruments AS instruments USING (instrument)
WHERE holdings.quantity <> 0 OR done.realized IS NOT NULL;
