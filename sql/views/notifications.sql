CREATE OR REPLACE VIEW analytics.main.notifications AS
SELECT
  ts_event AS ts, id, type, level, key, text, detail, account, instrument, side, subject_kind, subject_id, held_back,
  acknowledged_by, ts_acknowledged, ts_resolved
FROM analytics.record.notifications;
