import path from 'node:path';
import type { Fill } from '../../core/model/fill.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { ImportRefused } from './broken.ts';
import { fileBytes } from './file-bytes.ts';
import type { FileFormat } from './formats/format.ts';
import { readFile, type Skipped } from './read-file.ts';
import type { RecordTerms } from './record-terms.ts';

export interface FillsOfFile {
  readonly format: FileFormat;
  /** In the order of the file. */
  readonly fills: readonly Fill[];
  readonly skipped: readonly Skipped[];
}

/**
 * The fills of a file of any format that the record takes, for arithmetic on them: a product may stand without a month, and rows without a
 * time are in the order of the file. Rejects with `ImportRefused`, which names every row that cannot be read.
 */
export async function readFillsFile(
  file: string,
  registry: InstrumentRegistry,
  options: RecordTerms = {},
): Promise<FillsOfFile> {
  const name = path.basename(file);
  const content = await fileBytes(file);
  const { format, fills, settlements, skipped, bad } = readFile(content, { ...options, name, registry, loose: true });
  if (bad.length > 0) throw ImportRefused.ofBadRows(name, bad);
  if (settlements.length > 0) throw new ImportRefused(`${name} holds closing prices and no fills (${format.about}).`);
  return { format, fills: fills.map(({ value }) => value), skipped };
}
