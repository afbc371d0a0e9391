/** One import file, by the name it was sent under. */
export interface SentImport {
  readonly content: string;
  readonly executions: readonly string[];
  acknowledged: boolean;
}

export interface SentOrder {
  readonly body: Readonly<Record<string, string | number>>;
  acknowledged: boolean;
}

/** What the client sent and was told, over all lives of the console. */
export class Told {
  readonly orders = new Map<string, SentOrder>();
  /** Orders whose cancel was acknowledged. */
  readonly cancels = new Set<string>();
  readonly imports = new Map<string, SentImport>();
  /** Executions that a query or a stream has shown. */
  readonly fills = new Set<string>();
  /** Calls that the trace store has shown, as trace and span. */
  readonly calls = new Set<string>();
  /** Relations that no query found, of which the trace store has shown the error. */
  readonly errors = new Set<string>();
  /** Number of the newest save of the notebook that was acknowledged, and of the newest that was sent. */
  saved = 0;
  saving = 0;
  /** Answers that should not have been. */
  readonly surprises: string[] = [];

  acknowledgedOrders(): string[] {
    return [...this.orders].filter(([, { acknowledged }]) => acknowledged).map(([id]) => id);
  }
}

const filler = 'what a trader wrote down in the morning, '.repeat(400);

/** The text of the n-th save: its number at both ends, and more between than one write of the disk takes. */
export const memoText = (n: number): string => `save ${n} begins\n\n${filler}\n\nsave ${n} ends`;
