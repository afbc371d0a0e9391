import { tradeDateOf } from '../../core/calendar/session.ts';
import { UnknownName } from '../../core/errors.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { isOnTick } from '../../core/model/price.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import { type Instant, SECOND, type TradeDate } from '../../core/model/time.ts';
import type { ReplayEvent } from '../../core/replay/event.ts';
import { type BadRow, ImportRefused } from '../import/broken.ts';
import { FieldProblem } from '../import/row.ts';
import type { RecordingFormat } from './formats/format.ts';
import { headerOf } from './formats/index.ts';
import { type InstrumentSettings, registryAt } from './instruments.ts';
import { lineBatches } from './lines.ts';
import type { RecordingSource } from './source.ts';
import { RecordingWriter, type Summary } from './writer.ts';

const badKept = 1_000;

/** What came of reading a file; its events are in the writer's file. */
export interface Read {
  readonly summary: Summary;
  readonly instruments: readonly string[];
  readonly asOf: TradeDate;
  readonly notes: readonly string[];
  /** The first thousand lines that cannot be taken. */
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  /** Lines with something in them. */
  readonly rows: number;
}

/** The same with what fills the file, still open. */
export interface Filled extends Read {
  readonly writer: RecordingWriter;
}

export interface ReadTerms extends InstrumentSettings {
  readonly instrument?: string | undefined;
}

/** Reads a file into the file of a recording, line by line. Rejects with `ImportRefused` where there is nothing to read. */
export async function readInto(
  file: string,
  source: RecordingSource,
  format: RecordingFormat,
  terms: ReadTerms,
): Promise<Filled> {
  const reading = new Reading(file, terms);
  try {
    await readLines(source, format, terms, reading);
    return { ...reading.end(source.name), writer: reading.writer };
  } catch (error) {
    reading.writer.close();
    if (error instanceof UnknownName) throw new ImportRefused(`${source.name}: ${error.message}`);
    throw error;
  }
}

/** The same of events that are known to be good, by chunks. */
export async function readEvents(
  file: string,
  name: string,
  chunks: AsyncIterable<readonly ReplayEvent[]>,
  settings: InstrumentSettings,
): Promise<Filled> {
  const reading = new Reading(file, settings);
  try {
    for await (const events of chunks) {
      for (const event of events) {
        reading.registryAt(event.tsEvent);
        reading.take(event);
      }
      await new Promise(setImmediate);
    }
    return { ...reading.end(name), writer: reading.writer };
  } catch (error) {
    reading.writer.close();
    throw error;
  }
}

async function readLines(
  source: RecordingSource,
  format: RecordingFormat,
  terms: ReadTerms,
  reading: Reading,
): Promise<void> {
  let line: ((text: string) => void) | undefined;
  let number = 0;
  for await (const lines of lineBatches(source)) {
    for (const text of lines) {
      number += 1;
      if (text === '') continue;
      if (line) {
        reading.line(number, text, line);
        continue;
      }
      const reader = format.reader({
        name: source.name,
        header: headerOf(text),
        instrument: terms.instrument,
        registryAt: (at) => reading.registryAt(at),
        take: (event) => reading.take(event),
      });
      reading.notesOf = () => reader.notes();
      line = (row) => reader.line(row);
      if (!format.headed) reading.line(number, text, line);
    }
    // a large file must not hold up the console that reads it
    await new Promise(setImmediate);
  }
}

/** What has been read so far. */
class Reading {
  readonly writer: RecordingWriter;
  notesOf: () => readonly string[] = () => [];
  readonly #settings: InstrumentSettings;
  readonly #instruments = new Map<string, Instrument>();
  readonly #last = new Map<string, Instant>();
  readonly #bad: BadRow[] = [];
  #registry: InstrumentRegistry | undefined;
  #asOf: TradeDate | undefined;
  #badCount = 0;
  #rows = 0;
  #offTick = 0;
  #backward = 0;

  constructor(file: string, settings: InstrumentSettings) {
    this.#settings = settings;
    const { calendars } = settings;
    this.writer = new RecordingWriter(file, (instrument, at) =>
      tradeDateOf(this.#instrument(instrument).session, at, calendars),
    );
  }

  registryAt(at: Instant): InstrumentRegistry {
    this.#registry ??= registryAt(this.#settings, at);
    this.#asOf ??= tradeDateOf('cme', at, this.#settings.calendars);
    return this.#registry;
  }

  line(number: number, text: string, read: (text: string) => void): void {
    this.#rows += 1;
    try {
      read(text);
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      this.#badCount += 1;
      const { column, value, message: reason } = error;
      if (this.#bad.length < badKept) this.#bad.push({ row: number, column, value: value.slice(0, 200), reason });
    }
  }

  take(event: ReplayEvent): void {
    const instrument =
      event.type === 'trade'
        ? event.trade.instrument
        : event.type === 'quote'
          ? event.quote.instrument
          : event.instrument;
    const before = this.#last.get(instrument);
    if (before !== undefined && event.tsEvent < before) this.#fallBack(before - event.tsEvent);
    else this.#last.set(instrument, event.tsEvent);
    this.#checkTicks(event, this.#instrument(instrument));
    this.writer.add(event);
  }

  end(name: string): Read {
    const summary = this.writer.finish();
    if (summary.from === null && this.#badCount === 0) throw new ImportRefused(`${name} has no row.`);
    return {
      summary,
      instruments: [...this.#instruments.keys()],
      asOf: this.#asOf ?? ('' as TradeDate),
      notes: [...this.notesOf(), ...this.#notes()],
      bad: this.#bad,
      badCount: this.#badCount,
      rows: this.#rows,
    };
  }

  #notes(): readonly string[] {
    const rows = (count: number, one: string, many: string): string[] =>
      count === 0 ? [] : [count === 1 ? `1 row ${one}` : `${count.toLocaleString('en-US')} rows ${many}`];
    return [
      ...rows(
        this.#backward,
        'stood up to a second late and was put in the order of time.',
        'stood up to a second late and were put in the order of time.',
      ),
      ...rows(
        this.#offTick,
        'has a price between two ticks, which is kept as it is.',
        'have a price between two ticks, which is kept as it is.',
      ),
    ];
  }

  #fallBack(by: number): void {
    if (by > SECOND) {
      throw new FieldProblem(
        '',
        '',
        `is ${(by / SECOND).toLocaleString('en-US')} s before the row above of the same instrument`,
      );
    }
    this.#backward += 1;
  }

  #instrument(id: string): Instrument {
    const known = this.#instruments.get(id);
    if (known) return known;
    if (!this.#registry) throw new Error('A reader tells the time of its first row before it takes an event.');
    const found = this.#registry.resolve(id);
    this.#instruments.set(id, found);
    return found;
  }

  #checkTicks(event: ReplayEvent, { tick }: Instrument): void {
    if (event.type === 'trade') {
      if (!isOnTick(event.trade.price, tick)) this.#offTick += 1;
    } else if (event.type === 'bar' && event.trades) {
      const { open, high, low, close } = event.trades;
      if (![open, high, low, close].every((price) => isOnTick(price, tick))) this.#offTick += 1;
    }
  }
}
