import { closeSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { columnTypes, type RecordTable } from '../analytics/record.ts';
import { literal, quoted } from '../analytics/schema.ts';
import { type ArchivedTable, archivePath, partFolder } from './archive-files.ts';

export interface Piece {
  readonly table: ArchivedTable;
  readonly generation: string;
  readonly first: number;
  readonly last: number;
  readonly rows: number;
}

const rowGroup = 50_000;

export const pieceTable = (table: RecordTable): string => {
  const lines = table.columns.map((column) => `${quoted(column.name)} ${columnTypes[column.kind]}`);
  return `CREATE OR REPLACE TABLE memory.main.piece (seq BIGINT, ${lines.join(', ')})`;
};

async function firstRow(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  return (await (await connection.run(sql)).getRows())[0] ?? [];
}

async function hoursOf(connection: DuckDBConnection): Promise<{ date: string; hour: string }[]> {
  const sql = `SELECT DISTINCT strftime(ts, '%Y-%m-%d'), strftime(ts, '%H') FROM piece ORDER BY ALL`;
  const rows = await (await connection.run(sql)).getRows();
  return rows.map(([date, hour]) => ({ date: String(date), hour: String(hour) }));
}

/** Number of rows and a sum over their hashes: equal for equal rows in any order. */
const digest = 'count(*), bit_xor(hash(*COLUMNS(*)))';

/** Writes the rows in `piece` as a file an hour; returns when all are on disk, read back and under their names. */
export async function writePiece(connection: DuckDBConnection, archive: string, piece: Piece): Promise<void> {
  const parts: { readonly part: string; readonly target: string }[] = [];
  let written = 0;
  for (const { date, hour } of await hoursOf(connection)) {
    const target = archivePath(archive, { ...piece, date, hour });
    const part = path.join(partFolder(archive), `${piece.table}-${date}-${hour}-${path.basename(target)}`);
    const rows = `SELECT ${literal(piece.generation)} AS generation, piece.* FROM piece
      WHERE strftime(ts, '%Y-%m-%d') = '${date}' AND strftime(ts, '%H') = '${hour}'`;
    await connection.run(
      `COPY (${rows} ORDER BY seq) TO ${literal(part)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowGroup})`,
    );
    const [count, hash] = await firstRow(connection, `SELECT ${digest} FROM (${rows})`);
    const [countOnDisk, hashOnDisk] = await firstRow(
      connection,
      `SELECT ${digest} FROM read_parquet(${literal(part)}, hive_partitioning = false)`,
    );
    if (count !== countOnDisk || hash !== hashOnDisk) {
      throw new Error(`${path.basename(target)} was written and reads differently: ${countOnDisk} of ${count} rows.`);
    }
    written += Number(count);
    parts.push({ part, target });
  }
  if (written !== piece.rows) throw new Error(`${piece.table} has ${piece.rows} rows, and ${written} were written.`);
  for (const { part, target } of parts) {
    mkdirSync(path.dirname(target), { recursive: true });
    sync(part);
    renameSync(part, target);
    syncFolders(target, archive);
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A new name survives a power cut once its folder is on disk, and so on upward. */
function syncFolders(file: string, archive: string): void {
  if (process.platform === 'win32') return;
  for (let folder = path.dirname(file); folder.length >= archive.length; folder = path.dirname(folder)) sync(folder);
}
