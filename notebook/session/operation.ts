import type { CellError } from '../../cells/kind.ts';
import type { CellRefs, CellSpec, SessionState } from './state.ts';

/** What happened. Times are milliseconds of one clock that never runs backwards. */
export type Operation = { readonly at: number } & (
  | StructureOperation
  | AnalysisOperation
  | InputOperation
  | DemandOperation
  | SourceOperation
  | RunOperation
);

/** The cells as the text has them now: opened, edited, added, moved, deleted or changed outside. What stayed the same keeps its state. */
export interface StructureOperation {
  readonly type: 'arranged';
  readonly cells: readonly CellSpec[];
}

export type AnalysisOperation =
  | { readonly type: 'analysed'; readonly cell: string; readonly number: number; readonly refs: CellRefs }
  | { readonly type: 'analysis_failed'; readonly cell: string; readonly number: number; readonly error: CellError }
  /** Sources came or went: cells that miss a name are analysed anew. */
  | { readonly type: 'sources_changed' };

/** The input that this cell gives has another value. */
export interface InputOperation {
  readonly type: 'input_set';
  readonly cell: string;
}

export type DemandOperation =
  | { readonly type: 'watched'; readonly cells: readonly string[] }
  | { readonly type: 'unwatched'; readonly cells: readonly string[] }
  /** Run by hand, with whatever it reads that is not current. */
  | { readonly type: 'asked'; readonly cell: string }
  | { readonly type: 'asked_stale' }
  | { readonly type: 'interrupted'; readonly cell: string };

export type SourceOperation =
  | { readonly type: 'touched'; readonly versions: readonly (readonly [name: string, version: number])[] }
  /** The time of the last `wake` has come. */
  | { readonly type: 'due' }
  /** What these cells gave, or were asked for, was lost outside of the session: it has to be made again. */
  | { readonly type: 'lost'; readonly cells: readonly string[] };

export type RunOperation =
  | { readonly type: 'framed'; readonly cell: string; readonly run: number; readonly hash: string }
  | { readonly type: 'finished'; readonly cell: string; readonly run: number }
  | { readonly type: 'failed'; readonly cell: string; readonly run: number; readonly error: CellError };

/** What is to be done about it, in this order. */
export type Action =
  | { readonly type: 'analyse'; readonly cell: string; readonly number: number }
  | { readonly type: 'interrupt'; readonly cell: string; readonly run: number }
  /** `give`: another cell reads it, so its result is kept as a relation. */
  | { readonly type: 'start'; readonly cell: string; readonly run: number; readonly give: boolean }
  /** The frame just reported is the cell's value now. Frames that get no `show` are dropped. */
  | { readonly type: 'show'; readonly cell: string; readonly run: number }
  /** Its value is of another kind or of a cell that is gone. */
  | { readonly type: 'forget'; readonly cell: string }
  | { readonly type: 'publish'; readonly cells: readonly string[] }
  /** Asks for `due` at that time in place of any earlier wish; null takes the wish back. */
  | { readonly type: 'wake'; readonly at: number | null };

export interface Reduced {
  readonly state: SessionState;
  readonly actions: readonly Action[];
}
