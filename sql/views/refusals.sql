CREATE OR REPLACE VIEW analytics.main.refusals AS
SELECT ts_event AS ts, subject, reason, detail FROM analytics.record.refusals;
