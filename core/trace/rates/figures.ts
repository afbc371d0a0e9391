import type { CallFigure, RateHistory } from './series.ts';

export interface ProcessFigure extends CallFigure {
  readonly process: string;
  readonly group: string;
}

export interface GroupFigure extends CallFigure {
  readonly group: string;
  /** Processes of it that were met. */
  readonly processes: number;
}

export interface EdgeFigure extends CallFigure {
  readonly caller: string;
  readonly callee: string;
}

/** What to follow over time: a process, a group, or everything where nothing is said. */
export type Followed = { readonly process: string } | { readonly group: string } | undefined;

/** Figures of the calls of this console. `last` is in seconds, at most 21,600 (900 for edges); only what had a call in it is told. */
export interface CallFigures {
  /** All calls there were, and those that failed. */
  readonly calls: number;
  readonly errors: number;
  /** Calls of processes beyond those that are told apart, counted as `other`; and calls between processes that no edge is kept of. */
  readonly otherCalls: number;
  readonly edgesLeftOut: number;
  whole(last: number): CallFigure;
  processes(last: number): readonly ProcessFigure[];
  groups(last: number): readonly GroupFigure[];
  /** By process, or folded to groups: then calls within a group are left out. */
  edges(last: number, by?: 'process' | 'group'): readonly EdgeFigure[];
  /** Calls and errors a second in so many equal parts of the time, oldest first. */
  history(followed: Followed, last: number, points: number): RateHistory;
}
