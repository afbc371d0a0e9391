CREATE OR REPLACE MACRO analytics.main.vwap(price, quantity) AS sum(price::DOUBLE * quantity) / nullif(sum(quantity), 0);
