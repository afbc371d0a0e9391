import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { instant } from '../../core/model/time.ts';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import { type BadRow, ImportRefused } from '../import/broken.ts';
import type { RecordingFormat } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import { type InstrumentSettings, namedByFile, registryAt } from './instruments.ts';
import { firstLine } from './lines.ts';
import { type Read, readInto } from './read.ts';
import { type RecordingMeta, StoredRecording } from './recording.ts';
import { hashOf, type RecordingSource, sourceOfFile } from './source.ts';

/** Grows when the same file would be read into another recording. */
const READER_VERSION = 1;

export interface RecordingOptions extends InstrumentSettings {
  /** What rows that name no instrument are of: a contract, `GCZ3`, or a product. */
  readonly instrument?: string | undefined;
  /** Takes the good lines of a file with bad ones. */
  readonly keepGood?: boolean | undefined;
}

export const recordingsFolder = (dataFolder: string): string => path.join(dataFolder, 'recordings');

export const recordingFile = (dataFolder: string, id: string): string =>
  path.join(recordingsFolder(dataFolder), `${id}.sqlite`);

export const isRecordingId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);

/** A file and what is known of it before it is read. */
interface Identified {
  readonly id: string;
  readonly format: RecordingFormat;
  readonly instrument: string | undefined;
  readonly notes: readonly string[];
}

/** A file that was read, aside, and what it holds. */
export interface Prepared {
  readonly info: RecordingInfo;
  readonly format: RecordingFormat;
  readonly rows: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  /** Whether there is a recording of it already. */
  readonly known: boolean;
}

/**
 * Opens a recording by its id, or a file, which is read once into the data folder and found there the next time. Rejects with `ImportRefused`
 * where the file cannot be taken; nothing is left of it then.
 */
export async function openRecording(
  dataFolder: string,
  fileOrId: string,
  options: RecordingOptions,
): Promise<StoredRecording> {
  if (isRecordingId(fileOrId) && existsSync(recordingFile(dataFolder, fileOrId))) {
    return new StoredRecording(recordingFile(dataFolder, fileOrId), options);
  }
  return keepRecording(dataFolder, await sourceOfFile(fileOrId), options);
}

/** Reads a file into the data folder unless it is there. Rejects with `ImportRefused`, which names every bad line. */
export async function keepRecording(
  dataFolder: string,
  source: RecordingSource,
  options: RecordingOptions,
): Promise<StoredRecording> {
  const identified = await identify(source, options);
  const file = recordingFile(dataFolder, identified.id);
  if (!existsSync(file)) await prepare(dataFolder, source, identified, options, (aside) => renameSync(aside, file));
  return new StoredRecording(file, options);
}

/** Says what a file is and what it would become, and keeps nothing. Rejects with `ImportRefused` where it is nothing that can be read. */
export async function previewRecording(
  dataFolder: string,
  source: RecordingSource,
  options: RecordingOptions,
): Promise<Prepared> {
  const identified = await identify(source, options);
  return prepare(dataFolder, source, identified, { ...options, keepGood: true }, () => undefined);
}

async function identify(source: RecordingSource, options: RecordingOptions): Promise<Identified> {
  const format = formatOf(source.name, await firstLine(source));
  const named = nameOf(source, format, options);
  const key = [READER_VERSION, format.name, named.instrument ?? '', options.keepGood === true, await hashOf(source)];
  const id = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16);
  return { id, format, ...named };
}

/** Which instrument the rows are of, where they do not say it themselves. */
function nameOf(
  { name }: RecordingSource,
  format: RecordingFormat,
  options: RecordingOptions,
): Pick<Identified, 'instrument' | 'notes'> {
  const given = options.instrument?.trim();
  if (given) return { instrument: given.toUpperCase(), notes: [] };
  const proposed = format.unnamed ? namedByFile(name, registryAt(options, instant(0))) : undefined;
  if (proposed === undefined) return { instrument: undefined, notes: [] };
  return { instrument: proposed, notes: [`That the rows are of ${proposed} is taken from the file’s name.`] };
}

async function prepare(
  dataFolder: string,
  source: RecordingSource,
  identified: Identified,
  options: RecordingOptions,
  keep: (aside: string) => void,
): Promise<Prepared> {
  const { id, format, instrument } = identified;
  mkdirSync(recordingsFolder(dataFolder), { recursive: true });
  const aside = path.join(recordingsFolder(dataFolder), `.${id}-${randomBytes(4).toString('hex')}.new`);
  try {
    const read = await readInto(aside, source, format, { ...options, instrument });
    const { writer, bad, badCount, rows, summary } = read;
    try {
      if (badCount > 0 && (!options.keepGood || summary.from === null)) throw refused(source.name, read);
      const meta = metaOf(source.name, identified, read);
      writer.seal({ info: JSON.stringify(meta), generation: id });
      keep(aside);
      const { asOf: _, ...info } = meta;
      return { info, format, rows, bad, badCount, known: existsSync(recordingFile(dataFolder, id)) };
    } finally {
      writer.close();
    }
  } finally {
    rmSync(aside, { force: true });
  }
}

function refused(name: string, { bad, badCount }: Read): ImportRefused {
  const error = ImportRefused.ofBadRows(name, bad);
  return badCount > bad.length ? new ImportRefused(`${error.message}\n  (${badCount} in all)`, error.broken) : error;
}

const leftOut = (count: number): string =>
  count === 1
    ? '1 line that cannot be read was left out.'
    : `${count.toLocaleString('en-US')} lines that cannot be read were left out.`;

function metaOf(name: string, { id, notes }: Identified, read: Read): RecordingMeta {
  const { summary, instruments, asOf, badCount } = read;
  const { trades, quotes, bars, depth, gaps, from, to } = summary;
  const left = badCount === 0 ? [] : [leftOut(badCount)];
  return {
    id,
    name,
    instruments,
    from: from!,
    to: to!,
    events: { trades, quotes, bars, depth },
    gaps,
    notes: [...notes, ...read.notes, ...left],
    asOf,
  };
}
