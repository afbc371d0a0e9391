/** The catalogs and schemas of the analytical database; a query writes none of them but `main` and `book`. */
const engineSchemas = new Set([
  'record',
  'cells',
  'imports',
  'analytics',
  'information_schema',
  'pg_catalog',
  'temp',
  'system',
]);
const readableSchemas = new Set(['', 'main', 'book']);

export const isEngineSchema = (schema: string): boolean => engineSchemas.has(schema.toLowerCase());
export const isReadable = (schema: string): boolean => readableSchemas.has(schema.toLowerCase());

/** Views and functions by which the engine tells about itself. */
export const isEngineTable = (name: string): boolean => /^(duckdb_|pg_|sqlite_|pragma_)/i.test(name);
