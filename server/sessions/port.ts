import type { CellError, ParamValue } from '../../cells/kind.ts';
import type { Activity, CellFrame, Validity } from '../../views/wire.ts';

/** One cell as a page, an export or a headless run sees it. */
export interface CellSnapshot {
  readonly id: string;
  readonly kind: string;
  /** As typed. */
  readonly body: string;
  /** Options of the fence header: `every`, `span`, `rows`, `policy`. */
  readonly options: Readonly<Record<string, string>>;
  readonly validity: Validity;
  readonly activity: Activity;
  readonly error: CellError | null;
  /** Properties after `$name`s were replaced; absent while they do not fit the schema. */
  readonly props?: unknown;
  readonly value?: unknown;
  readonly caption: string;
  readonly reads: readonly string[];
  readonly gives?: string | readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number | null;
  readonly milliseconds: number | null;
  /** Policy `frozen`: how many changes it did not take. */
  readonly pending?: number;
}

export interface NotebookSnapshot {
  readonly id: string;
  readonly title: string;
  readonly shipped: boolean;
  /** Grows with each change of the cells or their order. */
  readonly revision: number;
  readonly cells: readonly CellSnapshot[];
  readonly inputs: Readonly<Record<string, ParamValue>>;
  /** Set while the file on disk differs from what is shown because two writers met. */
  readonly conflict: string | null;
}

export type Edit =
  | { readonly type: 'set_body'; readonly cell: string; readonly body: string }
  | { readonly type: 'set_option'; readonly cell: string; readonly name: string; readonly value: string | null }
  | {
      readonly type: 'add';
      readonly kind: string;
      readonly after: string | null;
      readonly id?: string;
      readonly body?: string;
    }
  | { readonly type: 'move'; readonly cell: string; readonly by: -1 | 1 }
  | { readonly type: 'delete'; readonly cell: string }
  | { readonly type: 'rename'; readonly title: string };

export type SessionEvent =
  | { readonly type: 'frame'; readonly frame: CellFrame }
  | { readonly type: 'structure'; readonly notebook: string; readonly revision: number };

/** What became of an address. */
export interface TakenAddress {
  /** Some input has another value now. */
  readonly changed: boolean;
  readonly refused: readonly { readonly input: string; readonly message: string }[];
}

/** One notebook at work, shared by all its pages, pins and streams. */
export interface Session {
  readonly id: string;
  snapshot(): NotebookSnapshot;
  /** Milliseconds since the oldest market data behind these cells moved; null when they read none. */
  age(cells: 'all' | readonly string[]): number | null;
  /** Says that somebody looks at these cells; they and what they read run until the returned function is called. */
  watch(cells: 'all' | readonly string[]): () => void;
  /**
   * Runs what is stale of all cells and resolves when each has a value or an error; live cells when they have their first value.
   * `waiting: false` leaves cells alone that wait for a person (lazy, dependencies unknown).
   */
  settled(options?: { timeoutMilliseconds?: number; waiting?: boolean }): Promise<NotebookSnapshot>;
  /** Resolves when the file is saved; rejects with a sentence when the edit cannot be made. Returns the id of the cell concerned. */
  edit(edit: Edit): Promise<string>;
  /** After a conflict: shows the other writer's version; ours stays as a revision. */
  takeTheirs(): Promise<void>;
  setInput(name: string, text: string): Promise<void>;
  /**
   * Sets the inputs that an address names as it says and the others of these back to what they are by themselves; nothing where it names
   * none of them. What cannot be taken leaves its input as it was.
   */
  takeAddress(said: ReadonlyMap<string, string>, inputs: readonly string[]): Promise<TakenAddress>;
  run(cell: string): void;
  runStale(): void;
  interrupt(cell: string): void;
  subscribe(listener: (event: SessionEvent) => void): () => void;
}

export interface AsideSession extends Pick<Session, 'settled' | 'setInput'> {
  close(): Promise<void>;
}

export interface Sessions {
  /** Opens a notebook or joins its open session; undefined when there is no such notebook. */
  open(id: string): Promise<Session | undefined>;
  /** Opens a session of the notebook that nobody joins: its inputs begin as the file says and are kept nowhere. */
  openAside(id: string): Promise<AsideSession | undefined>;
  /** Ends the session of a notebook that was deleted. */
  drop(id: string): Promise<void>;
  close(): Promise<void>;
}
