-- Open lots by a method: select * from lots_by('average')
CREATE OR REPLACE MACRO analytics.main.lots_by(lot_method) AS TABLE
SELECT * EXCLUDE (method) FROM analytics.main.method_lots WHERE method = lower(lot_method);
