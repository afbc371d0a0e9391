/** One text that a notebook had. */
export interface RevisionEntry {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reason: string;
  /** Lines, against the revision before. */
  readonly added: number;
  readonly removed: number;
}

export interface ChangedLine {
  readonly type: 'same' | 'removed' | 'added';
  readonly parts: readonly { readonly text: string; readonly changed: boolean }[];
}

export interface ChangedCell {
  readonly id: string;
  readonly kind: string;
  /** Its name, or the heading of a note. */
  readonly label: string;
  readonly change: 'added' | 'removed' | 'edited' | 'kept';
  readonly moved: boolean;
  readonly was: string | null;
  readonly lines: readonly ChangedLine[];
}

export interface RevisionsModel {
  readonly notebook: string;
  readonly title: string;
  /** False for a notebook that was deleted. */
  readonly exists: boolean;
  /** The revision that the notebook is now; null where its text was never saved here. */
  readonly current: number | null;
  /** Newest first. */
  readonly revisions: readonly RevisionEntry[];
  readonly before: number | null;
  readonly after: number | null;
  readonly titles: { readonly before: string; readonly after: string } | null;
  readonly cells: readonly ChangedCell[];
  readonly untouched: number;
}
