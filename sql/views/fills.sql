-- Executions as amendments leave them: busted ones are not there, corrected ones are stated anew.
CREATE OR REPLACE VIEW analytics.record.amended_fills AS
WITH newest AS (
  SELECT * FROM analytics.record.fill_amendments
  QUALIFY row_number() OVER (PARTITION BY execution_id ORDER BY ts_event DESC, seq DESC) = 1
)
SELECT fills.* REPLACE (
    coalesce(newest.side, fills.side) AS side,
    coalesce(newest.quantity, fills.quantity) AS quantity,
    coalesce(newest.price, fills.price) AS price,
    coalesce(newest.fee, fills.fee) AS fee
  ),
  newest.execution_id IS NOT NULL AS corrected
FROM analytics.record.fills AS fills
LEFT JOIN newest USING (execution_id)
WHERE newest.type IS DISTINCT FROM 'bust';

CREATE OR REPLACE VIEW analytics.main.fills AS
SELECT
  ts_event, ts_init, trade_date, execution_id, client_order_id, instrument, account, strategy, side, quantity,
  price, price::DOUBLE AS price_number, price_text(price, instrument) AS price_text,
  fee, liquidity, origin, corrected, price % instruments.tick <> 0 AS off_grid
FROM analytics.record.amended_fills AS fills
LEFT JOIN analytics.record.instruments AS instruments USING (instrument);
