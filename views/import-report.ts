/** A row that cannot be taken: where, what stands there, and why. The header is row 1. */
export interface BadRow {
  readonly row: number;
  /** Empty where the row as a whole is wrong. */
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A row as it would be taken. Exact numbers and times are text. */
export interface TakenRow {
  readonly row: number;
  readonly status: 'new' | 'known';
  readonly instrument: string;
  /** `buy` or `sell`; of a closing price `settle` or `flash`. */
  readonly side: string;
  /** Absent of a closing price. */
  readonly quantity: number | null;
  /** As the exchange writes it; a decimal where it lies between two ticks. */
  readonly price: string;
  readonly decimal: string;
  readonly onGrid: boolean;
  readonly utc: string;
  /** In the exchange's zone. */
  readonly local: string;
  readonly tradeDate: string;
  readonly account: string | null;
  readonly strategy: string | null;
}

/** What a file is and what became of it: nothing yet, everything that is new, or nothing because of what is bad. */
export interface ImportReport {
  readonly file: string;
  readonly format: string;
  readonly about: string;
  readonly gives: 'fills' | 'start of day' | 'settlements';
  readonly outcome: 'preview' | 'imported' | 'refused';
  /** Rows below the header. */
  readonly rows: number;
  readonly new: number;
  /** There already with the same content. */
  readonly known: number;
  /** Told more than once by the file itself. */
  readonly repeated: number;
  /** There already, or earlier in the file, with another content; each is among the bad ones. */
  readonly conflicts: number;
  readonly skipped: readonly { readonly reason: string; readonly rows: number }[];
  readonly bad: readonly BadRow[];
  readonly first: readonly TakenRow[];
  /** Whose fills they are, each once. */
  readonly accounts: readonly string[];
  readonly notes: readonly string[];
}
