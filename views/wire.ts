/*
 * What the server sends on a stream and the page understands.
 *   event: reset      data: Reset      everything watched, whole; always the first event, and again when a resume is not possible
 *   event: frame      data: CellFrame  one cell, newest state; `value` absent means "as it was"
 *   event: structure  data: Structure  cells were added, moved, deleted or edited: the page fetches its cells again
 *   event: clock      data: ClockTick  at once, then once a second
 * The id of each event is `<epoch>-<sequence>`; a client that comes back with it gets what it missed, or a reset.
 */

export type Validity = 'fresh' | 'current' | 'stale' | 'failed';
export type Activity = 'idle' | 'queued' | 'running';

export interface WireError {
  readonly code: string;
  readonly message: string;
  /** What the person can do about it. */
  readonly hint?: string;
  /** Where in the body, in UTF-16 units. */
  readonly position?: { readonly offset: number; readonly line: number; readonly column: number };
  /** Cells of a cycle or the two givers of one name. */
  readonly path?: readonly string[];
}

export interface CellFrame {
  readonly notebook: string;
  readonly cell: string;
  readonly kind: string;
  readonly validity: Validity;
  readonly activity: Activity;
  readonly error: WireError | null;
  readonly caption: string;
  readonly value?: unknown;
  readonly props?: unknown;
  /** Milliseconds since the epoch when the value was made, console clock. */
  readonly at: number | null;
  /** Policy `frozen`: how many newer values wait. */
  readonly pending?: number;
}

/** What the value of a cell whose value a person sets says for the address of a page; `standard` is the setting that stands in none. */
export interface SettingValue {
  readonly name: string;
  readonly setting: string;
  readonly standard: string;
}

export interface Reset {
  readonly epoch: string;
  readonly cells: readonly CellFrame[];
}

export interface Structure {
  readonly notebook: string;
  readonly revision: number;
}

/** A recording being played, as a page shows it; instants are milliseconds since the epoch. */
export interface ReplayInfo {
  readonly name: string;
  /** Of the recording, to play it again. */
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly position: number;
  readonly playing: boolean;
  readonly speed: number | 'max';
  readonly ended: boolean;
  readonly played: number;
  readonly total: number;
  /** The newest stretch without events that was jumped over. */
  readonly jump: { readonly from: number; readonly to: number } | null;
  readonly matching: string;
}

/** Which pass through which market a console shows; a page that was made for another one is made anew. */
export interface ConsoleMode {
  readonly run: string;
  readonly replay: ReplayInfo | null;
  /** Of a venue whose orders cost real money. */
  readonly arming: ArmingInfo | null;
}

/** Whether orders go to a venue where they cost real money. */
export interface ArmingInfo {
  readonly venue: string;
  /** What is typed to arm it. */
  readonly word: string;
  /** Milliseconds since the epoch, machine's clock; null while it is not armed. */
  readonly until: number | null;
}

export interface ClockTick extends ConsoleMode {
  readonly now: number;
  /** Age in milliseconds of the oldest live source a watched cell reads, or null when none is live. */
  readonly oldest: number | null;
  /** Why no order is taken: what is wrong and what to do. Absent while orders are. */
  readonly trouble?: string;
  /** Warnings and errors that nobody has acknowledged; absent where there are none. */
  readonly alerts?: number;
}

/** What an element asks of the page; it bubbles as the DOM event `cell-action`, and the page turns it into a request. */
export type CellAction =
  | { readonly action: 'input'; readonly name: string; readonly text: string }
  | { readonly action: 'order'; readonly order: Readonly<Record<string, string | number | object>> }
  | { readonly action: 'cancel'; readonly clientOrderId: string }
  | {
      readonly action: 'spot';
      readonly instrument: string;
      /** A price by hand, a source (null: their order), or the price by hand taken back. */
      readonly change:
        | { readonly price: string; readonly confirm?: boolean }
        | { readonly source: string | null }
        | { readonly withdraw: true };
    }
  | {
      readonly action: 'replace';
      readonly clientOrderId: string;
      readonly changes: Readonly<Record<string, string | number>>;
    }
  /** Every open order of an account in an instrument; with `flatten` what it holds there is closed as well. */
  | { readonly action: 'cancel-all' | 'flatten'; readonly instrument: string; readonly account: string }
  /** Somebody has seen a notification, or all up to one. */
  | {
      readonly action: 'acknowledge';
      readonly seen: { readonly id: number } | { readonly all: true; readonly upTo: number };
    }
  | { readonly action: 'edit' }
  | { readonly action: 'run' }
  /** What the console answers to a GET of this address comes back to `answered`: `/api/traces/…`. */
  | { readonly action: 'read'; readonly address: `/api/${string}` };
