import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseDay } from '../../core/calendar/business-day.ts';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import { type BadRow, ImportRefused } from '../import/broken.ts';
import { dateInput, type FileTerms, fileInput, type RecordingInput } from './input.ts';
import type { RecordKey } from './own-record.ts';
import type { Filled, Read } from './read.ts';
import { type RecordingMeta, StoredRecording } from './recording.ts';
import { sourceOfFile } from './source.ts';

export interface RecordingOptions extends FileTerms {
  /** Whose rows of the console's own market record a trade date is of; the paper market's where it is left out. */
  readonly own?: RecordKey | undefined;
}

export const paperRecord: RecordKey = { environment: 'paper', run: 'main' };

export const recordingsFolder = (dataFolder: string): string => path.join(dataFolder, 'recordings');

export const recordingFile = (dataFolder: string, id: string): string =>
  path.join(recordingsFolder(dataFolder), `${id}.sqlite`);

export const isRecordingId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text);

/** What was read aside, and what it holds. */
export interface Prepared {
  readonly info: RecordingInfo;
  readonly about: string;
  /** Lines with something in them. */
  readonly rows: number;
  /** The first thousand lines that cannot be taken. */
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  /** Whether there is a recording of it already. */
  readonly known: boolean;
}

/**
 * Opens a recording by its id; or a file, or a trade date (`2026-11-20`) of the console's own market record, which is read once into the data
 * folder and found there the next time. Rejects with `ImportRefused` where that cannot be taken; nothing is left of it then.
 */
export async function openRecording(
  dataFolder: string,
  what: string,
  options: RecordingOptions,
): Promise<StoredRecording> {
  if (isRecordingId(what) && existsSync(recordingFile(dataFolder, what))) {
    return new StoredRecording(recordingFile(dataFolder, what), options);
  }
  const tradeDate = existsSync(what) ? undefined : parseDay(what);
  const input = tradeDate
    ? dateInput(dataFolder, tradeDate, options.own ?? paperRecord, options)
    : await fileInput(await sourceOfFile(what), options);
  return keepRecording(dataFolder, input, options);
}

/** Reads a file or a date into the data folder unless it is there. Rejects with `ImportRefused`, which names every bad line. */
export async function keepRecording(
  dataFolder: string,
  input: RecordingInput,
  options: RecordingOptions,
): Promise<StoredRecording> {
  const file = recordingFile(dataFolder, input.id);
  try {
    if (!existsSync(file)) await prepare(dataFolder, input, options, (aside) => renameSync(aside, file));
  } finally {
    input.close();
  }
  return new StoredRecording(file, options);
}

/** Says what something is and what it would become, and keeps nothing. Rejects with `ImportRefused` where it is nothing that can be read. */
export async function previewRecording(dataFolder: string, input: RecordingInput): Promise<Prepared> {
  try {
    return await prepare(dataFolder, input, { keepGood: true }, () => undefined);
  } finally {
    input.close();
  }
}

async function prepare(
  dataFolder: string,
  input: RecordingInput,
  { keepGood }: Pick<RecordingOptions, 'keepGood'>,
  keep: (aside: string) => void,
): Promise<Prepared> {
  const { id, name, about } = input;
  mkdirSync(recordingsFolder(dataFolder), { recursive: true });
  const aside = path.join(recordingsFolder(dataFolder), `.${id}-${randomBytes(4).toString('hex')}.new`);
  let filled: Filled | undefined;
  try {
    filled = await input.fill(aside);
    const { writer, bad, badCount, rows, summary } = filled;
    if (badCount > 0 && (!keepGood || summary.from === null)) throw refused(name, filled);
    const meta = metaOf(input, filled);
    writer.seal({ info: JSON.stringify(meta), generation: id });
    keep(aside);
    const { asOf: _, ...info } = meta;
    return { info, about, rows, bad, badCount, known: existsSync(recordingFile(dataFolder, id)) };
  } finally {
    filled?.writer.close();
    rmSync(aside, { force: true });
  }
}

function refused(name: string, { bad, badCount }: Read): ImportRefused {
  const error = ImportRefused.ofBadRows(name, bad);
  return badCount > bad.length ? new ImportRefused(`${error.message}\n  (${badCount} in all)`, error.broken) : error;
}

const leftOut = (count: number): string[] => {
  if (count === 0) return [];
  return [
    count === 1
      ? '1 line that cannot be read was left out.'
      : `${count.toLocaleString('en-US')} lines that cannot be read were left out.`,
  ];
};

function metaOf({ id, name, notes }: RecordingInput, read: Read): RecordingMeta {
  const { summary, instruments, asOf, badCount } = read;
  const { trades, quotes, bars, depth, gaps, from, to } = summary;
  return {
    id,
    name,
    instruments,
    from: from!,
    to: to!,
    events: { trades, quotes, bars, depth },
    gaps,
    notes: [...notes, ...read.notes, ...leftOut(badCount)],
    asOf,
  };
}
