/** What the graph knows of a cell: the names it reads and the one it gives. */
export interface CellNames {
  readonly cell: string;
  readonly reads: readonly string[];
  readonly gives?: string;
  /** Names that it reads where a cell gives them. */
  readonly mentions?: readonly string[];
}

/** SQL does not tell `Fills` from `fills`, so neither does the graph. */
export const fold = (name: string): string => name.toLowerCase();
