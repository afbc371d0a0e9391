-- P&L of each trade date by a method: select * from pnl_daily_by('lifo')
CREATE OR REPLACE MACRO analytics.main.pnl_daily_by(method_name) AS TABLE
SELECT * FROM analytics.record.pnl_by_method WHERE method = analytics.record.lot_method(method_name);
