import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { ReplayEvent } from '../../../core/replay/event.ts';
import type { Header } from '../../import/row.ts';

/** What a format's reader may ask and tell. */
export interface ReadFacts {
  /** The file's name, for sentences. */
  readonly name: string;
  /** Columns of the first line; empty where the format has none. */
  readonly header: Header;
  /** Which instrument the person said it is of, or the file's name. */
  readonly instrument: string | undefined;
  /** Instruments as of the day of the file's first row, which the first call tells. */
  registryAt(at: Instant): InstrumentRegistry;
  /** Takes what a line says. Throws a `FieldProblem` where it cannot be: the line is bad then. */
  take(event: ReplayEvent): void;
}

export interface LineReader {
  /** Reads one line. Throws a `FieldProblem` for what cannot be taken; nothing of the line is taken then. */
  line(text: string): void;
  /** Sentences about what was assumed, once everything is read. */
  notes(): readonly string[];
}

/** A kind of file that a recording is made of. */
export interface RecordingFormat {
  readonly name: string;
  readonly about: string;
  /** Whether the first line is a header and no row. */
  readonly headed: boolean;
  /** Whether rows name no instrument, so that somebody has to. */
  readonly unnamed: boolean;
  fits(first: string, header: Header): boolean;
  reader(facts: ReadFacts): LineReader;
}
