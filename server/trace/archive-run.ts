import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import { recordTable } from '../analytics/record.ts';
import { appendRows } from '../analytics/rows.ts';
import { literal } from '../analytics/schema.ts';
import { type ArchiveSize, archiveSize, partFolder } from './archive-files.ts';
import type { Archived, ArchiveJob, ArchiveSpan } from './archive-job.ts';
import { keepWithin, removeAfter } from './archive-keep.ts';
import { pieceTable, writePiece } from './archive-piece.ts';

const pageRows = 2_000;
/** In memory at a time. */
const pieceRows = 100_000;
const memoryMegabytes = 192;

type Cell = string | number | null;

/** Carries one job out and says how large the archive is then; `tell` is called when a piece is safe. */
export async function runArchive(job: ArchiveJob, tell: (news: Archived) => void): Promise<ArchiveSize> {
  const parts = partFolder(job.archive);
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(parts, { recursive: true });
  removeAfter(job.archive, job.generation, job.marks);
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const store = new Database(job.store, { readonly: true, fileMustExist: true });
  try {
    await connection.run(`SET memory_limit = '${memoryMegabytes}MB'`);
    await connection.run(`SET temp_directory = ${literal(path.join(parts, 'memory'))}`);
    const generation = store.prepare<[], string>("SELECT value FROM meta WHERE key = 'generation'").pluck().get();
    if (generation !== job.generation) throw new Error('The trace store was replaced by another one.');
    for (const span of job.spans) await archiveSpan({ job, connection, store }, span, tell);
    if (job.keep) keepWithin(job.archive, job.keep, job.now);
    return archiveSize(job.archive);
  } finally {
    store.close();
    connection.closeSync();
    instance.closeSync();
    rmSync(parts, { recursive: true, force: true });
  }
}

interface Place {
  readonly job: ArchiveJob;
  readonly connection: DuckDBConnection;
  readonly store: Database.Database;
}

async function archiveSpan(place: Place, span: ArchiveSpan, tell: (news: Archived) => void): Promise<void> {
  for (let after = span.after; after < span.upTo; ) {
    const { upTo, rows } = await archivePiece(place, { ...span, after });
    tell({ type: 'archived', table: span.table, upTo, rows });
    after = upTo;
  }
}

/** Pages are read one by one, so that no reader holds up the store's checkpoints. */
async function archivePiece(
  { job, connection, store }: Place,
  span: ArchiveSpan,
): Promise<{ upTo: number; rows: number }> {
  const table = recordTable(span.table);
  if (!table) throw new Error(`${span.table} is not a table of the record.`);
  await connection.run(pieceTable(table));
  const kinds = ['integer' as const, ...table.columns.map((column) => column.kind)];
  const target = { catalog: 'memory', schema: 'main', table: 'piece', kinds };
  const page = store
    .prepare<[number, number, number], Cell[]>(
      `SELECT seq, ${table.columns.map((column) => column.from ?? column.name).join(', ')} FROM ${table.from}
       WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    )
    .raw();
  let rows = 0;
  let last = span.after;
  while (rows < pieceRows) {
    const read = page.all(last, span.upTo, pageRows);
    await appendRows(connection, target, read);
    rows += read.length;
    if (read.length < pageRows) {
      last = span.upTo;
      break;
    }
    last = Number(read.at(-1)?.[0]);
  }
  if (rows > 0) {
    const { generation, archive } = job;
    await writePiece(connection, archive, { table: span.table, generation, first: span.after + 1, last, rows });
  }
  return { upTo: last, rows };
}
