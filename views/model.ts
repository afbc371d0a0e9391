import type { KeyTable } from './keys.ts';
import type { Markup } from './markup.ts';
import type { Activity, ConsoleMode, Validity, WireError } from './wire.ts';

/** Its keys are in the table as `kind.name`. */
export interface KindAction {
  readonly name: string;
  readonly about: string;
  readonly hold: boolean;
}

/** What a kind says about itself, as far as a page needs it. */
export interface KindInfo {
  readonly name: string;
  readonly about: string;
  readonly language: string;
  readonly frame: 'box' | 'inline' | 'prose';
  readonly span: number;
  readonly live: boolean;
  readonly starterOf: { readonly source?: string; readonly instrument?: string };
  /** What its element does by key while it has the focus. */
  readonly actions: readonly KindAction[];
}

export interface CellModel {
  readonly notebook: string;
  readonly id: string;
  readonly kind: KindInfo;
  readonly body: string;
  readonly options: Readonly<Record<string, string>>;
  readonly validity: Validity;
  readonly activity: Activity;
  readonly error: WireError | null;
  readonly caption: string;
  /** Milliseconds since the epoch. */
  readonly at: number | null;
  /** How many newer values wait behind a frozen one. */
  readonly pending: number;
  /** The kind's own view of the present value. */
  readonly inner: Markup | null;
  /** Names that other cells read, as SQL writes them: `fills_by_minute`, `$day`. */
  readonly gives: readonly string[];
  /** Why what the address of the page sets could not be taken. */
  readonly refusal?: string;
  /** False for a kind this console does not have: nothing may be mounted. */
  readonly known: boolean;
  /** Of prose, in order; the cells below the last one are its section. */
  readonly headings: readonly { readonly depth: number; readonly text: string }[];
  /** A box shows its header alone, a note keeps its section away. */
  readonly folded: boolean;
  /** The note whose section keeps it away. */
  readonly under: string | null;
}

export interface NotebookModel {
  readonly id: string;
  readonly title: string;
  readonly shipped: boolean;
  readonly revision: number;
  readonly conflict: string | null;
  /** What is wrong with the address of the page. */
  readonly address?: string;
  readonly cells: readonly CellModel[];
}

export interface NotebookLink {
  readonly id: string;
  readonly title: string;
  /** Its first sentence or its sections, in a line. */
  readonly about: string;
  /** Of its cells, in order. */
  readonly kinds: readonly string[];
  readonly origin: 'shipped' | 'copy' | 'own';
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** Some page shows it now. */
  readonly open: boolean;
}

export interface DeletedLink {
  readonly id: string;
  readonly title: string;
  /** The revision that brings it back. */
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface SourceLink {
  readonly name: string;
  readonly about: string;
  readonly rows?: number | undefined;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface ConsoleInfo extends ConsoleMode {
  readonly environment: string;
  /** IANA name of the exchange's time zone. */
  readonly zone: string;
  /** Milliseconds since the epoch, console clock. */
  readonly now: number;
  /** The same of the machine, whose files and revisions are no part of what is played. */
  readonly machineNow: number;
  readonly keys: KeyTable;
}

export interface Surroundings {
  readonly console: ConsoleInfo;
  readonly notebooks: readonly NotebookLink[];
  readonly sources: readonly SourceLink[];
  readonly kinds: readonly KindInfo[];
  /** Symbols of what is traded here. */
  readonly instruments: readonly string[];
}
