CREATE OR REPLACE VIEW analytics.main.audit AS
SELECT ts_event AS ts, actor, action, detail FROM analytics.record.audit;
