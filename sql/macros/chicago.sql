-- A UTC timestamp as the clock of the exchange in Chicago shows it: select chicago(ts_event) from fills
CREATE OR REPLACE MACRO analytics.main.chicago(ts) AS timezone('America/Chicago', timezone('UTC', ts::TIMESTAMP));
