-- Outputs whose value has been the same in more than so many calls up to the newest: select * from stale_outputs_over(20)
CREATE OR REPLACE MACRO analytics.main.stale_outputs_over(calls) AS TABLE
WITH outputs AS (
  SELECT process, data, data_value, ts, (ts, seq) AS place FROM analytics.record.all_data_trace WHERE data_type = 'OUTPUT'
), newest AS (
  SELECT process, data, arg_max(data_value, place) AS data_value FROM outputs GROUP BY ALL
), changed AS (
  SELECT outputs.process, outputs.data, max(place) AS place
  FROM outputs JOIN newest USING (process, data) WHERE outputs.data_value <> newest.data_value GROUP BY ALL
)
SELECT outputs.process, outputs.data, outputs.data_value, count(*) AS calls_since, min(outputs.ts) AS since, max(outputs.ts) AS last_ts
FROM outputs LEFT JOIN changed USING (process, data)
WHERE changed.place IS NULL OR outputs.place > changed.place
GROUP BY ALL
HAVING count(*) > calls;
