import type { CellError } from '../../cells/kind.ts';
import { type Graph, noGraph } from '../dataflow/graph.ts';
import type { Gives } from '../dataflow/names.ts';

export type Policy = 'auto' | 'lazy' | 'frozen';
export type Validity = 'fresh' | 'current' | 'stale' | 'failed';
export type Activity = 'idle' | 'queued' | 'running';

/** Who caused a run: a person (an edit, an input, somebody who looks) or a source that moved on. Only a person is worth an interruption. */
export type Cause = 'person' | 'source';

/** A cell as it is written. */
export interface CellSpec {
  readonly id: string;
  /** The name in the fence, which differs from `id` where the name is bad or taken. */
  readonly name: string;
  readonly kind: string;
  /** Equal while kind, body and the options that matter to a run are. */
  readonly digest: string;
  /** Inputs that its properties take (`instrument: $instrument`), without the `$`: it is analysed anew when one changes. */
  readonly inputs: readonly string[];
  readonly policy: Policy;
  /** Sources wake it at most once in this many milliseconds. */
  readonly pace: number;
  /** What it gives as far as can be told without understanding the body. */
  readonly gives: Gives | undefined;
  /** What keeps it from being understood at all: an unknown kind, a body that is no YAML. */
  readonly fault: CellError | null;
}

/** What analysis found. */
export interface CellRefs {
  readonly reads: readonly string[];
  /** Cells read by their own name where they exist. */
  readonly mentions?: readonly string[];
  readonly gives?: Gives;
  readonly unknown?: string;
  /** Sources that a name of `reads` which none has may have meant, nearest first. */
  readonly near?: ReadonlyMap<string, readonly string[]>;
  /** Those of `reads` that something outside of the notebook has. */
  readonly sources: readonly string[];
}

/** What a run could see when it began; comparing it with the present is the test for staleness. */
export interface Seen {
  readonly digest: string;
  /** Its result was kept as a relation. */
  readonly give: boolean;
  /** Versions by cell read, and by `~name` of sources. */
  readonly versions: ReadonlyMap<string, number>;
}

export interface Run {
  readonly number: number;
  readonly cause: Cause;
  readonly byHand: boolean;
  readonly seen: Seen;
  /** It has had its first value and goes on: it follows its sources itself, and a page sees it as idle. */
  readonly live: boolean;
}

/** What a page sees of a cell's state. */
export interface Face {
  readonly validity: Validity;
  readonly activity: Activity;
  readonly error: CellError | null;
  readonly pending: number;
}

export interface CellState {
  readonly spec: CellSpec;
  /** Number of the last analysis asked for, and whether its answer is still out. */
  readonly analysis: number;
  readonly awaiting: boolean;
  readonly refs: CellRefs | null;
  readonly refused: CellError | null;
  /** Grows with every value that differs from the one before; 0 without a value. */
  readonly version: number;
  /** The last version that a person caused. */
  readonly versionByPerson: number;
  readonly hash: string | null;
  /** What the value was made from; null when it has to be made again. */
  readonly made: Seen | null;
  /** What the last attempt saw; the same is not tried twice. Null when it has to be tried. */
  readonly tried: Seen | null;
  readonly failure: CellError | null;
  readonly runs: number;
  readonly run: Run | null;
  readonly startedAt: number | null;
  readonly queue: Cause | null;
  readonly asked: boolean;
  /** Interrupted by a person: sources do not wake it. */
  readonly held: boolean;
  /** Policy `frozen`: changes that it did not take, and what it was when the last was counted. */
  readonly pending: number;
  readonly noted: Seen | null;
  readonly watchers: number;
  readonly unwantedSince: number | null;
  readonly face: Face;
}

export interface SessionState {
  /** In the order of the page. */
  readonly cells: ReadonlyMap<string, CellState>;
  readonly graph: Graph;
  /** Versions of sources by folded name. */
  readonly sources: ReadonlyMap<string, number>;
  /** The last version given to any value of this session. */
  readonly versions: number;
  /** When the session wants to be woken, in the clock of the operations. */
  readonly wakeAt: number | null;
}

export const emptySession: SessionState = {
  cells: new Map(),
  graph: noGraph,
  sources: new Map(),
  versions: 0,
  wakeAt: null,
};

export const newCell = (spec: CellSpec): CellState => ({
  spec,
  analysis: 0,
  awaiting: false,
  refs: null,
  refused: null,
  version: 0,
  versionByPerson: 0,
  hash: null,
  made: null,
  tried: null,
  failure: null,
  runs: 0,
  run: null,
  startedAt: null,
  queue: null,
  asked: false,
  held: false,
  pending: 0,
  noted: null,
  watchers: 0,
  unwantedSince: null,
  face: { validity: 'fresh', activity: 'idle', error: null, pending: 0 },
});
