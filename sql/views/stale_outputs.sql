CREATE OR REPLACE VIEW analytics.main.stale_outputs AS
SELECT * FROM analytics.main.stale_outputs_over(5);
