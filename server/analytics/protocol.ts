import type { CellError, Column, Json, ParamValue, QueryResult } from '../../cells/kind.ts';
import type { TraceSettings } from '../../config/trace.ts';
import type { CalendarExceptions } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/model/time.ts';
import type { TraceRows } from '../../core/trace/row.ts';
import type { SpanContext } from '../../core/trace/span-record.ts';
import type { ListedInstrument } from './listed.ts';
import type { Analysis, BookRows, SourceInfo } from './port.ts';
import type { SymbolFacts } from './symbol-functions.ts';

/** What the engine is opened with. */
export interface ServiceOptions {
  /** The data folder: `journal.sqlite` and `market.sqlite` are read there, the databases are written there. */
  readonly folder: string;
  /** Leave the data folder's databases alone, as a second process beside the console has to. */
  readonly inMemory?: boolean;
  readonly environment: string;
  readonly run: string;
  /** Whose market rows are read in place of the folder's own, as far as the console's clock has come. */
  readonly recording?: RecordingFile | undefined;
  readonly instruments: readonly ListedInstrument[];
  /** Without them SQL has no functions on symbols. */
  readonly symbols?: SymbolFacts | undefined;
  /** Special days of the configuration; the rules of the calendars alone without them. */
  readonly exceptions?: CalendarExceptions;
  /** How its own calls are recorded; they are not without it. */
  readonly traced?: TracedBy | undefined;
  readonly memoryMegabytes?: number;
  readonly threads?: number;
  /** How long a query may run while both slots are taken by others. */
  readonly trialMilliseconds?: number;
  /** How long the files of a folder are waited for while another process holds them. */
  readonly lockMilliseconds?: number;
}

/** What the record of calls is made by. */
export interface TracedBy extends Pick<TraceSettings, 'mask' | 'groups' | 'groupBy'> {
  readonly service: string;
}

/** A recording's file has the tables of a market record, its rows in the order in which they became known. */
export interface RecordingFile {
  readonly file: string;
  readonly environment: string;
  readonly run: string;
}

export interface RunMessage {
  readonly sql: string;
  readonly params: readonly (readonly [string, ParamValue])[];
  readonly notebook?: string | undefined;
  readonly cells: readonly string[];
  readonly limit: number;
  readonly give?: string | undefined;
  readonly timeoutMilliseconds: number;
}

/** What can be asked of the engine, by name, with what it answers. */
export interface Methods {
  analyse(sql: string): Promise<Analysis>;
  run(request: RunMessage, signal: AbortSignal): Promise<QueryResult>;
  forget(notebook: string, cell?: string): Promise<void>;
  sources(): Promise<readonly SourceInfo[]>;
  importBegin(name: string, about: string, columns: readonly Column[]): Promise<void>;
  importAppend(rows: readonly (readonly Json[])[]): Promise<void>;
  importCommit(): Promise<number>;
  importAbandon(): Promise<void>;
  dropImport(name: string): Promise<void>;
  close(): Promise<void>;
}

export type ToWorker =
  | { readonly type: 'open'; readonly options: ServiceOptions }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: keyof Methods;
      readonly args: readonly unknown[];
      /** The call of the console that asks, where it is recorded. */
      readonly parent?: SpanContext | undefined;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'prepared'; readonly ask: number; readonly prepared: Prepared }
  | { readonly type: 'prepare_failed'; readonly ask: number; readonly message: string };

/** Depth that was asked for, and how far the console's clock has come. */
export interface Prepared {
  readonly books: Books;
  readonly now: Instant;
}

export type Books = readonly (readonly [string, BookRows | undefined])[];

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: CellError }
  | { readonly type: 'aborted'; readonly id: number }
  | { readonly type: 'log'; readonly line: string }
  /** What the engine did for calls that are recorded. */
  | { readonly type: 'calls'; readonly rows: readonly TraceRows[] }
  /** Nothing is answered any more: the process ends. */
  | { readonly type: 'ending'; readonly why: string }
  /** The engine is about to read these copies of the record and these books. */
  | {
      readonly type: 'prepare';
      readonly ask: number;
      readonly copies: readonly string[];
      readonly books: readonly string[];
    };
