import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type { Column, Json } from '../../cells/kind.ts';
import type { Analytics } from '../analytics/port.ts';
import { type BrokenRow, ImportRefused } from './broken.ts';
import { unreadable } from './file-bytes.ts';
import type { ImportKind } from './layouts.ts';
import { type FindInstrument, type Plan, planImport } from './plan.ts';

export interface ImportRequest {
  readonly kind: ImportKind;
  readonly file: string;
  /** The name that SQL reads. */
  readonly name: string;
  /** Product or contract, where neither the rows nor the file's name tell. */
  readonly instrument?: string;
  readonly find: FindInstrument;
}

export interface Imported {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** What the person should know although the import went through. */
  readonly notes: readonly string[];
}

const batchRows = 2_048;
const brokenLimit = 1_000;

/** Reads a CSV or gzip CSV into a source. Rejects with `ImportRefused` or a `CellFailure` about the name; then nothing was imported. */
export async function importFile(analytics: Analytics, request: ImportRequest): Promise<Imported> {
  const records = await openRecords(request.file);
  const first = await records.next();
  if (first.done) throw new ImportRefused(`${path.basename(request.file)} is empty: it needs a header row.`);
  const plan = planImport({ ...request, header: first.value });
  const { rows } = await analytics.importRows({
    name: request.name,
    about: `${request.kind} imported from ${path.basename(request.file)}`,
    columns: plan.columns,
    rows: batches(records, plan, path.basename(request.file)),
  });
  return { name: request.name, rows, columns: plan.columns, notes: plan.notes };
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file).catch((reason: NodeJS.ErrnoException) => {
    throw new ImportRefused(unreadable(file, reason));
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

async function openRecords(file: string): Promise<AsyncIterator<string[]>> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, relax_quotes: false });
  const zipped = await isGzip(file);
  const source = createReadStream(file);
  const flow = zipped ? pipeline(source, createGunzip(), parser) : pipeline(source, parser);
  flow.catch(() => undefined);
  return readable(parser as AsyncIterable<string[]>, path.basename(file));
}

async function* readable(records: AsyncIterable<string[]>, file: string): AsyncGenerator<string[]> {
  try {
    yield* records;
  } catch (reason) {
    if (reason instanceof ImportRefused) throw reason;
    throw new ImportRefused(`${file} is not readable as CSV: ${(reason as Error).message}.`);
  }
}

/** Rows in batches; after the first broken one only further broken ones are looked for. */
async function* batches(records: AsyncIterator<string[]>, plan: Plan, file: string): AsyncGenerator<Json[][]> {
  const broken: BrokenRow[] = [];
  let batch: Json[][] = [];
  let number = 1;
  for (let next = await records.next(); !next.done && broken.length < brokenLimit; next = await records.next()) {
    number++;
    try {
      batch.push(plan.row(next.value));
    } catch (reason) {
      broken.push({ row: number, problem: (reason as Error).message });
    }
    if (batch.length < batchRows) continue;
    if (broken.length === 0) yield batch;
    batch = [];
  }
  if (broken.length > 0) throw ImportRefused.ofRows(file, broken, broken.length === brokenLimit);
  if (batch.length > 0) yield batch;
}
