import type { Revision } from '../journal/port.ts';

/** A notebook as a file: its text, and what it was when it was read, so that two writers notice each other. */
export interface NotebookText {
  readonly id: string;
  readonly text: string;
  /** Hash of the text; a save names the one it started from. */
  readonly version: string;
  /** Shipped with the product: the first save makes a copy in the data folder. */
  readonly shipped: boolean;
}

/** Revisions on both sides of a save; nothing was replaced where the notebook is new. */
export interface Change {
  readonly before: number | null;
  readonly after: number;
}

export interface SavedText extends NotebookText {
  /** Null where the file held that text already. */
  readonly change: Change | null;
}

export interface NotebookEntry {
  readonly id: string;
  readonly title: string;
  /** Its first sentence or its sections, in a line. */
  readonly about: string;
  /** Of its cells, in order, prose left out. */
  readonly kinds: readonly string[];
  /** `copy`: made from a shipped one of the same id, which comes back when the copy goes. */
  readonly origin: 'shipped' | 'copy' | 'own';
  /** Milliseconds since the epoch of the last change of the file. */
  readonly modified: number;
}

export interface DeletedNotebook {
  readonly id: string;
  readonly title: string;
  /** The revision that brings it back. */
  readonly revision: Revision;
}

export interface Removed {
  readonly title: string;
  /** The revision that brings it back. */
  readonly revision: number;
  /** It was a copy, and the shipped notebook stands in its place again. */
  readonly reverted: boolean;
}

/** Two writers: the file is no longer the one the save started from. */
export class SaveConflict extends Error {
  readonly current: NotebookText;

  constructor(current: NotebookText) {
    super(
      `${current.id}.md was changed elsewhere since it was opened. Take that version, or save again to replace it.`,
    );
    this.name = 'SaveConflict';
    this.current = current;
  }
}

export interface NotebookStore {
  list(): Promise<readonly NotebookEntry[]>;
  read(id: string): Promise<NotebookText | undefined>;
  /** Atomic; every save is a revision, and so is what it replaces. Rejects with `SaveConflict`. */
  save(id: string, text: string, options: { from: string | undefined; reason: string }): Promise<SavedText>;
  /** Makes a text a revision without saving it, unless the last revision is that text. Resolves with the revision. */
  keep(id: string, text: string, reason: string): Promise<number>;
  create(title: string): Promise<NotebookText>;
  /** The same cells under another title and id. */
  duplicate(id: string): Promise<NotebookText & { readonly title: string }>;
  /** Deletes an own notebook, or gives up the copy of a shipped one; its text stays as a revision. */
  remove(id: string): Promise<Removed>;
  /** Notebooks that were deleted and are not there again, the last one first. */
  deleted(): Promise<readonly DeletedNotebook[]>;
  revisions(id: string): readonly Revision[];
  /** Undefined where the notebook never had it. */
  revision(id: string, revision: number): Revision | undefined;
  /** Called when a file changed that we did not write. Returns the function that ends it. */
  onOutsideChange(listener: (id: string) => void): () => void;
  close(): void;
}
