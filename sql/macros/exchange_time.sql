-- A UTC timestamp as the clock of an exchange shows it, by the session of its instruments: select exchange_time(ts, session) from bars join instruments using (instrument)
CREATE OR REPLACE MACRO analytics.main.exchange_time(ts, session) AS timezone(
  CASE session WHEN 'cme' THEN 'America/Chicago' WHEN 'nse' THEN 'Asia/Kolkata' ELSE 'UTC' END,
  timezone('UTC', ts::TIMESTAMP)
);
