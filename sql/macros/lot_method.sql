-- The name of a lot method as the record has it; a name that is none fails the query.
CREATE OR REPLACE MACRO analytics.record.lot_method(name) AS
  CASE WHEN lower(name) IN ('fifo', 'lifo', 'average', 'highest') THEN lower(name)
    ELSE error('There is no lot method "' || name || '": there are fifo, lifo, average and highest.') END;
