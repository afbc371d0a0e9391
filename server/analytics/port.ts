import type { Column, Json, ParamValue, QueryResult } from '../../cells/kind.ts';

export interface Analysis {
  /** Relations as written after scoping: cells, sources, `book.ZNZ6`; parameters as `$name`. */
  readonly reads: readonly string[];
  readonly unknown?: string;
}

export interface RunRequest {
  readonly sql: string;
  readonly params: ReadonlyMap<string, ParamValue>;
  /** Notebook whose cells the query may read by name; outside of a notebook only sources. */
  readonly notebook?: string;
  /** Cells of that notebook with a relation at present. */
  readonly cells?: readonly string[];
  /** Rows to hand back; the count and the hash are of all. */
  readonly limit?: number;
  /** Keep the whole result as the relation of this cell. */
  readonly give?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
}

/** Book depth at the moment of asking, for `book.<instrument>`. */
export type BookRows = readonly { side: 'bid' | 'ask'; level: number; price: number; quantity: number }[];

export interface SourceInfo {
  readonly name: string;
  readonly about: string;
  readonly columns: readonly Column[];
  readonly rows?: number;
  readonly imported: boolean;
}

/** DuckDB behind a worker: the one owner of the analytical file. Rejects with `CellFailure`. */
export interface Analytics {
  analyse(sql: string): Promise<Analysis>;
  run(request: RunRequest): Promise<QueryResult>;
  /** Forgets the relations of a notebook, or of one cell of it. */
  forget(notebook: string, cell?: string): Promise<void>;
  sources(): Promise<readonly SourceInfo[]>;
  /** Rows of a source that was imported; the whole file or nothing. */
  importRows(request: {
    name: string;
    about: string;
    columns: readonly Column[];
    rows: AsyncIterable<readonly (readonly Json[])[]>;
  }): Promise<{ rows: number }>;
  dropImport(name: string): Promise<void>;
  /** Called when the engine runs again after it ended by itself: relations of cells are gone. Returns the function that ends it. */
  onRestart(listener: () => void): () => void;
  /** The process of the engine while it runs. */
  pid(): number | undefined;
  close(): Promise<void>;
}
