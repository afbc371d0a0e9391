-- Realized lots by a method: select * from matches_by('lifo')
CREATE OR REPLACE MACRO analytics.main.matches_by(lot_method) AS TABLE
SELECT * EXCLUDE (method) FROM analytics.main.method_matches WHERE method = lower(lot_method);
