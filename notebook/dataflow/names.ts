/** A name, or several: an input of two ends gives one for each. */
export type Gives = string | readonly string[];

/** What the graph knows of a cell: the names it reads and those it gives. */
export interface CellNames {
  readonly cell: string;
  readonly reads: readonly string[];
  readonly gives?: Gives;
  /** Names that it reads where a cell gives them. */
  readonly mentions?: readonly string[];
}

export const givenNames = (gives: Gives | undefined): readonly string[] =>
  typeof gives === 'string' ? [gives] : (gives ?? []);

/** SQL does not tell `Fills` from `fills`, so neither does the graph. */
export const fold = (name: string): string => name.toLowerCase();
