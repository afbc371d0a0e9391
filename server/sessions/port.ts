import type { CellError, ParamValue } from '../../cells/kind.ts';
import type { Heading } from '../../notebook/format/index.ts';
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
  /** Headings of prose. */
  readonly headings: readonly Heading[];
}

/** A cell as the pages of the notebook are folded. */
export interface PlacedCell extends CellSnapshot {
  /** Shown by its header alone; a note: what stands under its heading is away. */
  readonly folded: boolean;
  /** The note that it is folded under; null when it is on the page. */
  readonly under: string | null;
}

export interface NotebookSnapshot {
  readonly id: string;
  readonly title: string;
  readonly shipped: boolean;
  /** Grows with each change of the cells or their order. */
  readonly revision: number;
  readonly cells: readonly PlacedCell[];
  readonly inputs: Readonly<Record<string, ParamValue>>;
  /** Set while the file on disk differs from what is shown because two writers met. */
  readonly conflict: string | null;
}

export type Edit =
  | { readonly type: 'set_body'; readonly cell: string; readonly body: string }
  /** Null takes an option out. */
  | {
      readonly type: 'set_options';
      readonly cell: string;
      readonly options: Readonly<Record<string, string | null>>;
    }
  | {
      readonly type: 'add';
      readonly kind: string;
      readonly after: string | null;
      readonly id?: string;
      readonly body?: string;
    }
  | { readonly type: 'move'; readonly cell: string; readonly by: -1 | 1 }
  | { readonly type: 'delete'; readonly cell: string }
  | { readonly type: 'rename'; readonly title: string }
  /** The whole text as it was in a revision. */
  | { readonly type: 'restore'; readonly text: string; readonly revision: number };

/** What came of undo or redo; when nothing did, why, as a sentence. */
export type Undone =
  | {
      readonly done: true;
      /** `edit base` */
      readonly about: string;
      readonly cell: string;
      /** What changed outside or in other pages since then stays. */
      readonly kept: boolean;
    }
  | {
      readonly done: false;
      readonly message: string;
      /** An edit of another page could be undone instead. */
      readonly others: boolean;
    };

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
   * `waiting: false` leaves cells alone that wait for a person (lazy, dependencies unknown), `shown` those that are folded away.
   */
  settled(options?: { timeoutMilliseconds?: number; waiting?: boolean; shown?: boolean }): Promise<NotebookSnapshot>;
  /**
   * Resolves when the file is saved; rejects with a sentence when the edit cannot be made. Returns the id of the cell concerned. `page`
   * is who made it, for undo.
   */
  edit(edit: Edit, page?: string): Promise<string>;
  /** Takes back the last edit of a page, or of anybody, unless that would take back what somebody else wrote since. */
  undo(page: string, options?: { anybody?: boolean }): Promise<Undone>;
  redo(page: string): Promise<Undone>;
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
  /** Folds cells or sections, or opens them, on every page of the notebook. A folded cell runs only for what reads it. */
  fold(cells: 'all' | readonly string[], folded: boolean): Promise<void>;
  /** How many pages are open on it. */
  pages(): number;
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
  /** Takes up that the file went: the session ends, or shows what stands in its place. */
  drop(id: string): Promise<void>;
  /** The notebooks that some page shows. */
  looking(): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}
