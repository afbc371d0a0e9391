import { isEngineSchema, isEngineTable } from './reserved.ts';

/** What a query may not do, why, and what to use instead. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

const clockFunctions = new Set([
  'now',
  'today',
  'current_date',
  'current_time',
  'current_timestamp',
  'current_localtime',
  'current_localtimestamp',
  'get_current_time',
  'get_current_timestamp',
  'localtime',
  'localtimestamp',
  'transaction_timestamp',
  'statement_timestamp',
]);

const identityNames = new Set([
  'current_user',
  'current_role',
  'session_user',
  'user',
  'current_catalog',
  'current_schema',
  'current_schemas',
  'current_database',
  'current_query',
  'current_query_id',
  'current_connection_id',
  'current_transaction_id',
  'current_setting',
  'set_config',
  'getenv',
  'txid_current',
  'in_search_path',
  'write_log',
  'parse_duckdb_log_message',
  'enable_logging',
  'which_secret',
  'add_parquet_key',
]);

const tableFunctions = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
]);

/** Words that stand for a function without parentheses; the tree shows them as columns. */
export const bareNames: ReadonlySet<string> = new Set([
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
  'localtimestamp',
  'current_user',
  'current_role',
  'session_user',
  'user',
  'current_catalog',
  'current_schema',
]);

export function refusedScalar(name: string, argumentCount: number): Refusal | undefined {
  if (clockFunctions.has(name) || (name === 'age' && argumentCount === 1)) {
    return {
      message: `${name} reads the machine's clock, and a replay or an export could not repeat its answer.`,
      hint: 'Use $now, the console clock, or $day of an input cell.',
    };
  }
  if (name === 'getvariable') {
    return {
      message: 'getvariable depends on the connection and not on the notebook.',
      hint: 'Use an input cell and write its name as $name.',
    };
  }
  if (identityNames.has(name) || isEngineTable(name)) {
    return {
      message: `${name} tells about the engine and its settings, which a query may not see.`,
      hint: 'Read sources and other cells only.',
    };
  }
  return refusedFile(name);
}

function refusedFile(name: string): Refusal | undefined {
  if (/^(read_|parquet_|sniff_|glob$|scan_|arrow_|seq_scan|json_execute|copy_)|_scan$|_scan_/.test(name)) {
    return {
      message: `${name} reaches outside of the record: a query reads no file and no network.`,
      hint: 'Bring the file in with: deskbook import bars|trades|fills FILE --as NAME',
    };
  }
  return undefined;
}

/** Table functions are let in by name, because most of the others read files or tell paths. */
export function refusedTableFunction(name: string, macros: ReadonlySet<string>): Refusal | undefined {
  if (tableFunctions.has(name) || macros.has(name)) return undefined;
  if (name === 'query') {
    return {
      message: 'query() hides what it reads inside of a text.',
      hint: 'Write the SELECT itself, in this cell or in one of its own.',
    };
  }
  return (
    refusedFile(name) ??
    refusedScalar(name, 0) ?? {
      message: `${name}() is not among the table functions a query may use.`,
      hint: `Use ${[...tableFunctions, ...macros].join(', ')}, a source or a cell.`,
    }
  );
}

const fileName = /[/\\]|:\/\/|\.(csv|tsv|txt|parquet|json|jsonl|ndjson|arrow|avro|xlsx?|db|duckdb|sqlite3?|gz|zst)$/i;

/** `path` is what is written before the name: a schema, or a catalog and a schema. */
export function refusedTable(path: readonly string[], name: string): Refusal | undefined {
  if (fileName.test(name)) {
    return {
      message: `'${name}' is a file, and a query reads no file.`,
      hint: 'Bring the file in with: deskbook import bars|trades|fills FILE --as NAME',
    };
  }
  if (isEngineTable(name) || path.some(isEngineSchema)) {
    return {
      message: `${[...path, name].join('.')} belongs to the engine, which a query may not see.`,
      hint: 'Read a source, a cell of this notebook or book.<instrument>; DESCRIBE <name> lists its columns.',
    };
  }
  return undefined;
}

export function refusedStatement(word: string): Refusal {
  return {
    message: `A cell is one SELECT; ${word.toUpperCase()} is something else.`,
    hint: 'Write a SELECT (or FROM, WITH, VALUES, PIVOT, SUMMARIZE, DESCRIBE). Its result is a relation under the name of the cell by itself.',
  };
}
