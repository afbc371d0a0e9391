-- Open lots by a method: select * from lots_by('average')
CREATE OR REPLACE MACRO analytics.main.lots_by(method_name) AS TABLE
SELECT * EXCLUDE (method) FROM analytics.main.method_lots WHERE method = analytics.record.lot_method(method_name);
