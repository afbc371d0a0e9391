/** A notebook as a file: its text, and what it was when it was read, so that two writers notice each other. */
export interface NotebookText {
  readonly id: string;
  readonly text: string;
  /** Hash of the text; a save names the one it started from. */
  readonly version: string;
  /** Shipped with the product: the first save makes a copy in the data folder. */
  readonly shipped: boolean;
}

export interface NotebookEntry {
  readonly id: string;
  readonly title: string;
  readonly shipped: boolean;
  /** Milliseconds since the epoch of the last change of the file. */
  readonly modified: number;
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
  /** Atomic; every save is a revision. Rejects with `SaveConflict`. */
  save(id: string, text: string, options: { from: string | undefined; reason: string }): Promise<NotebookText>;
  create(title: string): Promise<NotebookText>;
  remove(id: string): Promise<void>;
  /** Called when a file changed that we did not write. Returns the function that ends it. */
  onOutsideChange(listener: (id: string) => void): () => void;
  close(): void;
}
