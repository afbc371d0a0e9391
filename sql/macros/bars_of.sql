-- Bars of a frame from the minutes, cut by the sessions of each instrument: select * from bars_of('4h')
CREATE OR REPLACE MACRO analytics.main.bars_of(frame) AS TABLE
SELECT
  bar_start(bars.ts, frame, coalesce(listed.session, 'cme')) AS ts, min(bars.trade_date) AS trade_date, bars.instrument,
  arg_min(bars.open, bars.ts) AS open, max(bars.high) AS high, min(bars.low) AS low, arg_max(bars.close, bars.ts) AS close,
  sum(bars.volume)::BIGINT AS volume
FROM analytics.main.bars AS bars LEFT JOIN analytics.main.instruments AS listed USING (instrument)
GROUP BY 1, 3;
