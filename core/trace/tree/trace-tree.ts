import type { Instant } from '../../model/time.ts';
import type { Forest } from './forest.ts';

/** What calls of one sort have in common. */
export interface CallSort {
  readonly process: string;
  readonly group: string;
  readonly service: string;
}

/** When calls ran: microseconds with nanoseconds behind the point, since the origin of their trace. */
export interface Timed extends Forest {
  readonly start: Float64Array;
  readonly duration: Float64Array;
  /** From the first start to the last end. */
  readonly total: number;
}

/** One trace in columns, by position in the forest; the same on the server and in a browser. */
export interface TraceTree extends Timed {
  /** The first start. */
  readonly origin: Instant;
  readonly sorts: readonly CallSort[];
  /** Which of `sorts` a call is of. */
  readonly sort: Int32Array;
  /** 1 where the call itself failed. */
  readonly failed: Uint8Array;
  /** The first line of the error of a call that failed. */
  readonly reasons: ReadonlyMap<number, string>;
  readonly subjects: ReadonlyMap<number, string>;
  readonly spanIds: readonly string[];
  readonly flaws: Flaws;
}

/** What of a trace does not hold together; 0 and empty where everything does. */
export interface Flaws {
  /** Calls whose caller is not recorded (yet, or any more). */
  readonly orphans: number;
  readonly cycles: number;
  /** Rows that say of a call what another row says already; they are left out. */
  readonly repeated: number;
  /** Programs whose calls begin before their callers of another program, and by how many microseconds at most. */
  readonly early: readonly { readonly service: string; readonly microseconds: number }[];
}

/** The process, group and service of a call. */
export const sortOf = (tree: TraceTree, call: number): CallSort =>
  tree.sorts[tree.sort[call] as number] ?? { process: '', group: '', service: '' };
