import type { z } from 'zod';
import type { HistoryReader } from '../core/bars/history.ts';
import type { Calendar } from '../core/calendar/calendar.ts';
import type { Clock } from '../core/clock.ts';
import type { Instrument } from '../core/model/instrument.ts';
import type { Instant, TradeDate } from '../core/model/time.ts';
import type { TraceReader } from '../core/trace/query.ts';
import type { Tag } from '../views/tag.ts';
import type { WireError } from '../views/wire.ts';

export type { Tag };

/** The language of a cell's body; `cells/body.ts` reads each into what `props` checks. */
export type Language = 'sql' | 'json' | 'yaml' | 'markdown';

/**
 * Names a cell reads (`fills`, `book.ZNZ6`, another cell's id, `$day`) and those it gives (`fills_by_minute`, `$day`). A source of an
 * instrument stands as the file has it, so `book.ZN` and `tape.zn` are sources too: the session takes the front month, as `instrument` does.
 */
export interface Refs {
  readonly reads: readonly string[];
  readonly gives?: string | readonly string[];
  /**
   * Cells read by their own name where they exist, whatever they give, as prose does: one that is gone or failed is no error of the
   * cell that mentions it.
   */
  readonly mentions?: readonly string[];
  /** Set when the body could not be understood well enough to know: the cell then runs by hand only. */
  readonly unknown?: string;
}

/** Finds the names that a SELECT reads. Rejects with a `CellFailure` of code `syntax` or `refused`. */
export type Analyse = (sql: string) => Promise<{ reads: readonly string[]; unknown?: string }>;

/** A typed value of an input; it is bound to SQL, never spliced. */
export type ParamValue =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** `YYYY-MM-DD` */
  | { readonly type: 'date'; readonly value: string }
  | { readonly type: 'timestamp'; readonly value: Instant }
  /** Texts; SQL sees a `VARCHAR[]`. */
  | { readonly type: 'list'; readonly value: readonly string[] };

/** What an input is set to. */
export interface Setting {
  /** As an address or a command line says it: read again, it gives this setting. */
  readonly text: string;
  /** One for each name that the input gives, in their order. */
  readonly values: readonly ParamValue[];
}

export interface Column {
  readonly name: string;
  /** DuckDB's name of the type: `BIGINT`, `DECIMAL(18,6)`, `TIMESTAMP`, … */
  readonly type: string;
}

/** JSON's values; 64-bit integers, decimals, dates and timestamps are text, so that no digit is lost. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The first rows of a result and what is known of the whole. */
export interface QueryResult {
  readonly columns: readonly Column[];
  /** Row by row, as many as `limit` allows. */
  readonly rows: readonly (readonly Json[])[];
  /** Rows of the whole result. */
  readonly rowCount: number;
  /** Equal for equal logical rows; in any order unless the query orders them. */
  readonly hash: string;
  readonly milliseconds: number;
}

export interface QueryOptions {
  readonly limit?: number;
  /** The result becomes the relation of this cell, so that other cells can read it by its name. */
  readonly give?: boolean;
}

/** Everything a cell may touch. No cell opens a socket, a file or a connection. */
export interface CellContext {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** The instant the page shows; absent when live. */
  readonly asOf?: Instant;
  readonly tradeDate: TradeDate;
  /** Values of the inputs this cell reads, by name without `$`. */
  readonly params: ReadonlyMap<string, ParamValue>;
  /** Of a kind with `input`: what this cell is set to, and the text of what it would be if nobody had set it. */
  readonly setting?: Setting & { readonly standard: string };
  /** The names other cells and sources have that this cell may read, for helpful errors and pick lists. */
  readonly instruments: readonly string[];
  /** Resolves `ZN` to the front month, `znz6` to `ZNZ6`. Throws a `CellFailure` of code `unknown_name` with near matches. */
  instrument(name: string): Instrument;
  /** Asks the market to tell of an instrument, since a venue lists more than it was opened with. Resolves with why there is none, as a sentence. */
  follow(name: string): Promise<string | undefined>;
  /** Runs one SELECT in this notebook's namespace. Rejects with a `CellFailure`. */
  query(sql: string, options?: QueryOptions): Promise<QueryResult>;
  /** The last value of another cell, as prose shows inline. */
  valueOf(cell: string): unknown;
  /** The present state of a topic of the bus (`core/topics.ts`); undefined where there is no such topic. */
  read<V>(topic: string): V | undefined;
  /** Bars of any frame, of the market record and the venue at hand. */
  readonly history: HistoryReader;
  /** The trace store, read on a thread of its own. Sources: `process_trace`, `data_trace`, `logs`. */
  readonly traces: TraceReader;
  /** Yields at once, then when any of the topics has changed, no faster than the cell may be painted. */
  changes(...topics: string[]): AsyncIterable<void>;
}

/** What an export may use beside the view. */
export interface ExportTools {
  /** Draws a Vega-Lite specification with its data inlined, as SVG text in the light theme. */
  chart(spec: unknown): Promise<string>;
  /** Pixels inside of the cell's box on a page of ordinary width. */
  readonly box: { readonly width: number; readonly height: number };
}

/** What a setting may depend on. */
export interface InputContext {
  readonly tradeDate: TradeDate;
  readonly calendar: Pick<Calendar, 'previous'>;
  readonly instruments: readonly string[];
  /** Those of the venue at hand; absent where an account is only a name, or none is known yet. */
  readonly accounts?: readonly string[];
  /** Text of the present setting: what stands may stay, though it is no longer offered. */
  readonly present?: string;
}

/** A kind whose value a person sets: the session keeps it, and readers see it as `$id`. */
export interface InputSpec<P, V> {
  /** The names it gives, without `$`, as far as a body tells that nobody has checked; those of `refs` where it fits. */
  names(raw: unknown, id: string): readonly string[];
  initial(props: P, context: InputContext): Setting;
  /** Text as typed or sent; throws an Error with a sentence for the person when it does not fit. */
  parse(props: P, text: string, context: InputContext): Setting;
  /** What readers can see of a value; the rest of it (what else could be chosen) wakes nobody. */
  given(value: V): unknown;
}

/** An action of a kind and its keys, one chord each (`c`, `ArrowUp`, `Shift-Enter`), unless a person has bound others. */
export interface KindKey {
  readonly name: string;
  readonly about: string;
  readonly keys: readonly string[];
  /** It acts while the key is held, and not by a tap. */
  readonly hold?: true;
}

export interface Migration {
  readonly from: number;
  readonly about: string;
  migrate(body: string): string;
}

/**
 * A cell kind: what a file may say, what crosses the wire, how it runs and how it looks. One folder a kind, one line in `cells/index.ts`.
 * `P` is the properties after `$name`s are replaced and checked, `V` the value of one frame.
 */
export interface KindSpec<P = unknown, V = unknown> {
  /** The word after the fence; the element is `<cell-NAME>`. */
  readonly name: string;
  /** One line: the menu and the docs page are made from it. */
  readonly about: string;
  readonly language: Language;
  /** A body for a new cell of this kind. */
  readonly starter: string;
  /** The same of a cell about a source or an instrument, whose name stands where `{name}` is: the palette offers them. */
  readonly starterOf?: { readonly source?: string; readonly instrument?: string };
  readonly props: z.ZodType<P>;
  readonly value: z.ZodType<V>;
  readonly capability: 'read' | 'simulate' | 'act';
  /**
   * How the page frames it: a box with a header, in a row of inputs, or bare prose, over `span` of 12 columns. Frames come `once` a run,
   * or for ever: `live` ones are painted a few times a second, `hot` ones with every frame of the screen.
   */
  readonly layout: {
    readonly frame: 'box' | 'inline' | 'prose';
    readonly span: number;
    readonly pace: 'once' | 'live' | 'hot';
  };
  /**
   * What its element does by key while it has the focus. A person binds other keys to an action by `kind.name` in `config/keys.json`, so
   * the element does them by name, in `act(action)`, and never looks at the key.
   */
  readonly keys?: readonly KindKey[];
  readonly migrations?: readonly Migration[];
  readonly input?: InputSpec<P, V>;
  /** Its result is a relation that other cells read by its name; other kinds give nothing, and take no name away from a source. */
  readonly relation?: true;
  refs(props: P, id: string, analyse: Analyse): Refs | Promise<Refs>;
  /** One value for a query, values for ever for something live; ends or aborts with `context.signal`. */
  frames(props: P, context: CellContext): AsyncIterable<V>;
  /** The static form, the same on the page and in an export. Quote attributes, print booleans as text, no listeners. */
  view<T>(html: Tag<T>, value: V, props: P): T;
  /** A short word on the value for the header (`7 rows · 3.1 ms`), or nothing. */
  caption?(value: V): string;
  readonly exportAs?: {
    readonly html?: (value: V, props: P, tools: ExportTools) => Promise<string>;
    readonly csv?: (value: V) => string;
    readonly json?: (value: V) => Json;
  };
}

/** Erases the type parameters where kinds are kept in one list. */
// biome-ignore lint/suspicious/noExplicitAny: a registry of kinds with different properties and values cannot name them
export type AnyKind = KindSpec<any, any>;

export type FailureCode =
  | 'syntax'
  | 'refused'
  | 'props'
  | 'query'
  | 'cycle'
  | 'duplicate'
  | 'unknown_kind'
  | 'unknown_name'
  | 'upstream'
  | 'internal';

/** An error of a cell as data: what is wrong, where, what to do. It crosses the wire as it is. */
export interface CellError extends WireError {
  readonly code: FailureCode;
}

export class CellFailure extends Error {
  readonly error: CellError;

  constructor(error: CellError) {
    super(error.message);
    this.name = 'CellFailure';
    this.error = error;
  }
}
