import { createHash } from 'node:crypto';
import { type Instant, instant, type TradeDate } from '../../core/model/time.ts';
import { formatOf } from './formats/index.ts';
import { type InstrumentSettings, namedByFile, registryAt } from './instruments.ts';
import { firstLine } from './lines.ts';
import { openOwnDate, type RecordKey } from './own-record.ts';
import { type Filled, readEvents, readInto } from './read.ts';
import { hashOf, type RecordingSource } from './source.ts';

/** Grows when the same file would be read into another recording. */
const READER_VERSION = 1;

/** What a recording is to be made of, known well enough to say whether it was made already. */
export interface RecordingInput {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** What is assumed before anything is read. */
  readonly notes: readonly string[];
  /** Reads everything into the file of a recording. */
  fill(file: string): Promise<Filled>;
  close(): void;
}

export interface FileTerms extends InstrumentSettings {
  /** What rows that name no instrument are of: a contract, `GCZ3`, or a product. */
  readonly instrument?: string | undefined;
  /** Takes the good lines of a file with bad ones. */
  readonly keepGood?: boolean | undefined;
}

const idOf = (...parts: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([READER_VERSION, ...parts]))
    .digest('hex')
    .slice(0, 16);

/** A file of a known format. Rejects with `ImportRefused` for another. */
export async function fileInput(source: RecordingSource, terms: FileTerms): Promise<RecordingInput> {
  const format = formatOf(source.name, await firstLine(source));
  const given = terms.instrument?.trim().toUpperCase() || undefined;
  // any day serves: what a file's name says is looked up again as of the first row
  const proposed = format.unnamed && !given ? namedByFile(source.name, registryAt(terms, EPOCH)) : undefined;
  const instrument = given ?? proposed;
  return {
    id: idOf(format.name, instrument ?? '', terms.keepGood === true, await hashOf(source)),
    name: source.name,
    about: format.about,
    notes: proposed === undefined ? [] : [`That the rows are of ${proposed} is taken from the file’s name.`],
    fill: (file) => readInto(file, source, format, { ...terms, instrument }),
    close: () => undefined,
  };
}

const EPOCH: Instant = instant(0);

/** A trade date of the console's own market record. Throws `ImportRefused` where there is nothing of it. */
export function dateInput(
  dataFolder: string,
  tradeDate: TradeDate,
  key: RecordKey,
  settings: InstrumentSettings,
): RecordingInput {
  const date = openOwnDate(dataFolder, tradeDate, key);
  const name = `${key.environment} market of ${tradeDate}`;
  return {
    id: idOf(date.mark),
    name,
    about: 'a trade date of the console’s own market record',
    notes: date.notes,
    fill: (file) => readEvents(file, name, date.chunks(), settings),
    close: date.close,
  };
}
