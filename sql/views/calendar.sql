CREATE OR REPLACE VIEW analytics.main.calendar AS
SELECT session, trade_date, starts, opens, closes, ends, note
FROM analytics.record.calendar;
