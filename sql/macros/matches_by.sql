-- Realized lots by a method: select * from matches_by('lifo')
CREATE OR REPLACE MACRO analytics.main.matches_by(method_name) AS TABLE
SELECT * EXCLUDE (method) FROM analytics.main.method_matches WHERE method = analytics.record.lot_method(method_name);
