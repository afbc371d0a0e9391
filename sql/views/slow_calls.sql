-- The slowest of a hundred calls of each process, one at least where they differ.
CREATE OR REPLACE VIEW analytics.main.slow_calls AS
SELECT * FROM analytics.main.slow_calls_over(0) WHERE duration_ms > p99_ms;
