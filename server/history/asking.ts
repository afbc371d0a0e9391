import { totalLength, within, without } from '../../core/bars/spans.ts';
import type { Bounds } from '../../core/calendar/calendar.ts';
import { minuteOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import { DAY, HOUR, type Instant, instant, MINUTE, SECOND } from '../../core/model/time.ts';
import type { CacheHealth } from '../../core/venue/health.ts';
import type { BarUnit, KeptBars } from '../journal/kept-bars.ts';
import type { RemoteVenue } from '../venues/port.ts';

const unitLength: Readonly<Record<BarUnit, number>> = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY };

/** Bars that one question is for at most; what is asked beyond is asked for in parts, the newest first. */
const PART = 20_000;
/** A venue may tell a bar some moments after its end; until then it is asked for again. */
const SETTLING = 2 * MINUTE;
/** A venue that did not answer is left alone for so long. */
const REST = 5 * SECOND;

export interface AskingParts {
  readonly venue: Pick<RemoteVenue, 'name' | 'history'>;
  readonly kept: () => KeptBars;
  /** The console's, which is the venue's. */
  readonly clock: Clock;
}

/** A venue that could not be asked, and since when it was not. */
export interface Unasked {
  readonly sentence: string;
  readonly at: Instant;
}

interface Line {
  /** One question of a unit of an instrument at a time, so that nobody asks for what is on its way. */
  turn: Promise<unknown>;
  /** Up to where the live end was asked, which is not kept. */
  tail: Instant;
  unasked: Unasked | undefined;
}

/** Asks a venue for what was never asked for, and keeps what it tells in the market record. */
export class Asking {
  readonly #parts: AskingParts;
  readonly #lines = new Map<string, Line>();
  #hits = 0;
  #misses = 0;

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /** What of these stretches of trading nobody asked for yet, as far as it is over. */
  missing(instrument: string, unit: BarUnit, stretches: readonly Bounds[]): readonly Bounds[] {
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (first === undefined || last === undefined) return [];
    const asked = this.#parts.kept().asked(instrument, unit, { start: first.start, end: last.end });
    const now = minuteOf(this.#parts.clock.now());
    return without(within(stretches, { start: first.start, end: now }), asked);
  }

  /** The same without the newest minutes where they were asked for within this one: they are asked for again in the next. */
  unknown(instrument: string, unit: BarUnit, stretches: readonly Bounds[]): readonly Bounds[] {
    const missing = this.missing(instrument, unit, stretches);
    const { tail } = this.#line(instrument, unit);
    if (missing.length === 0 || tail !== minuteOf(this.#parts.clock.now())) return missing;
    return without(missing, [{ start: instant(tail - Math.max(SETTLING, unitLength[unit])), end: tail }]);
  }

  /** Asks for what is missing in these stretches, the newest first. Gives why a part could not be asked. */
  ask(instrument: string, unit: BarUnit, stretches: readonly Bounds[]): Promise<Unasked | undefined> {
    const line = this.#line(instrument, unit);
    const asked = line.turn.then(() => this.#ask(line, instrument, unit, stretches));
    line.turn = asked.catch(() => undefined);
    return asked;
  }

  /** Whether the record has what is asked for, as a cache is asked. */
  health(): CacheHealth {
    return { name: 'bars on disk', entries: this.#lines.size, hits: this.#hits, misses: this.#misses };
  }

  async #ask(
    line: Line,
    instrument: string,
    unit: BarUnit,
    stretches: readonly Bounds[],
  ): Promise<Unasked | undefined> {
    const { venue, kept, clock } = this.#parts;
    const missing = this.unknown(instrument, unit, stretches);
    if (missing.length === 0) {
      this.#hits += 1;
      return undefined;
    }
    this.#misses += 1;
    if (line.unasked !== undefined && clock.now() < line.unasked.at + REST) return line.unasked;
    for (const span of partsOf(missing, unitLength[unit]).reverse()) {
      try {
        const request = { instrument, unit, units: 1, from: span.start, to: span.end };
        const bars = (await venue.history?.bars(request)) ?? [];
        const settled = instant(minuteOf(clock.now()) - Math.max(SETTLING, unitLength[unit]));
        await kept().keep({ instrument, unit, span, bars, settled });
        if (span.end > line.tail) line.tail = span.end;
        line.unasked = undefined;
      } catch (error) {
        const sentence = error instanceof Error ? error.message : String(error);
        line.unasked = { sentence, at: clock.now() };
        return line.unasked;
      }
    }
    return undefined;
  }

  #line(instrument: string, unit: BarUnit): Line {
    const key = `${instrument} ${unit}`;
    const known = this.#lines.get(key);
    if (known) return known;
    const line: Line = { turn: Promise.resolve(), tail: 0 as Instant, unasked: undefined };
    this.#lines.set(key, line);
    return line;
  }
}

/** Stretches as spans to ask for, each over as much trading as one answer holds; closed hours between them are asked for with them. */
function partsOf(stretches: readonly Bounds[], length: number): Bounds[] {
  const parts: { start: Instant; end: Instant }[] = [];
  let bars = 0;
  for (const stretch of cut(stretches, PART * length)) {
    const more = totalLength([stretch]) / length;
    const last = parts.at(-1);
    if (last === undefined || bars + more > PART) {
      parts.push({ ...stretch });
      bars = more;
    } else {
      last.end = stretch.end;
      bars += more;
    }
  }
  return parts;
}

function* cut(stretches: readonly Bounds[], longest: number): Generator<Bounds> {
  for (const { start, end } of stretches) {
    for (let from: number = start; from < end; from += longest) {
      yield { start: from as Instant, end: Math.min(end, from + longest) as Instant };
    }
  }
}
