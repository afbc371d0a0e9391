import type { Instant } from '../../core/model/time.ts';
import type { ArchivedTable, ArchiveSize } from './archive-files.ts';
import type { ArchiveBounds } from './archive-keep.ts';

/** Rows after one number, up to another. */
export interface ArchiveSpan {
  readonly table: ArchivedTable;
  readonly after: number;
  readonly upTo: number;
}

/** What the archive's process is told, once. */
export interface ArchiveJob {
  /** The trace store. */
  readonly store: string;
  readonly archive: string;
  readonly generation: string;
  /** Up to where each table is archived. */
  readonly marks: Readonly<Record<ArchivedTable, number>>;
  readonly spans: readonly ArchiveSpan[];
  /** Absent while nobody can say how late it is: then no hour is too old. */
  readonly keep?: ArchiveBounds;
  readonly now: Instant;
}

/** A piece that is on disk under its name. */
export interface Archived {
  readonly type: 'archived';
  readonly table: ArchivedTable;
  readonly upTo: number;
  readonly rows: number;
}

/** What the process says; after `done` or `failed` it ends. */
export type ArchiveNews =
  | Archived
  | { readonly type: 'done'; readonly size: ArchiveSize }
  | { readonly type: 'failed'; readonly sentence: string };
