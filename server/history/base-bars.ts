import { type Frame, frameLength, parseFrame } from '../../core/bars/frame.ts';
import { BarGrid } from '../../core/bars/grid.ts';
import { totalLength, within, without } from '../../core/bars/spans.ts';
import type { Bounds, Calendar } from '../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../core/calendar/day.ts';
import { minuteOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import type { Bar } from '../../core/model/market.ts';
import { DAY, HOUR, type Instant, instant, MINUTE, type TradeDate } from '../../core/model/time.ts';
import type { CacheHealth } from '../../core/venue/health.ts';
import type { BarUnit } from '../journal/kept-bars.ts';
import type { Asking, Unasked } from './asking.ts';
import { Chunks, datesBetween } from './chunks.ts';

/** What is asked for in minutes at most; beyond it longer frames are made of what the venue tells in hours or days. */
const MOST_MINUTES = 20_000;
/** The newest dates are made of minutes: a venue's day may end later than the exchange's. */
const RECENT = DAY;
/** How long one question to a venue is waited for; several may be needed. */
const PATIENCE_SECONDS = 15;

/** Whose bars, in which hours. */
export interface Subject {
  readonly instrument: string;
  readonly calendar: Calendar;
  readonly product: ProductGroup | undefined;
  readonly frame: Frame;
}

export interface BaseBarsParts {
  readonly clock: Clock;
  /** Absent where no venue tells of the past. */
  readonly asking: Asking | undefined;
  readonly always: boolean;
  read(instrument: string, unit: BarUnit, from: Instant, to: Instant): readonly Bar[];
}

/** Bars that others are made of. */
export interface BaseBars {
  readonly bars: readonly Bar[];
  /** Stretches of trading of which nothing is known. */
  readonly gaps: readonly Bounds[];
  readonly unasked: Unasked | undefined;
}

interface Dated {
  readonly date: TradeDate;
  readonly bounds: Bounds;
  readonly stretches: readonly Bounds[];
  unit: BarUnit;
}

/** Finds the bars that a frame is made of: from memory, from the market record, and what that lacks from the venue. */
export class BaseBarsFinder {
  readonly #parts: BaseBarsParts;
  readonly #chunks: Chunks;

  constructor(parts: BaseBarsParts) {
    this.#parts = parts;
    this.#chunks = new Chunks(parts);
  }

  /** Bars that begin in `[from, to)`, oldest first. */
  async find(subject: Subject, from: Instant, to: Instant): Promise<BaseBars> {
    const { clock, asking } = this.#parts;
    const dates = this.#dates(subject, from, to);
    let unasked: Unasked | undefined;
    if (asking) {
      this.#chooseUnits(subject, dates, asking);
      const wanted = { start: from, end: to };
      for (const unit of units) unasked = (await this.#ask(subject, unit, dates, asking, wanted)) ?? unasked;
      const native = dates.filter(({ unit }) => unit === 'hour');
      if (native.length > 0 && frameLength(subject.frame) !== undefined && this.#isAskew(subject, native)) {
        for (const each of native) each.unit = 'minute';
        unasked = (await this.#ask(subject, 'minute', dates, asking, wanted)) ?? unasked;
      }
    }
    const now = clock.now();
    const bars: Bar[] = [];
    const gaps: Bounds[] = [];
    const missing = asking && this.#whatOf(dates, (unit, all) => asking.missing(subject.instrument, unit, all));
    const unknown = asking && this.#whatOf(dates, (unit, all) => asking.unknown(subject.instrument, unit, all));
    for (const each of dates) {
      const { unit, stretches } = each;
      const isWhole = missing === undefined || missing(each).length === 0;
      const all =
        unit === 'second'
          ? this.#parts.read(subject.instrument, unit, each.bounds.start, each.bounds.end)
          : this.#chunks.of(subject.instrument, unit, each.date, each.bounds, isWhole);
      const some = all.filter(({ tsStart }) => tsStart >= from && tsStart < to);
      bars.push(...some);
      const known =
        unit === 'minute' ? all.map(({ tsStart }) => ({ start: tsStart, end: instant(tsStart + MINUTE) })) : [];
      const asked = { start: from, end: instant(Math.min(to, minuteOf(now))) };
      if (unit !== 'second') gaps.push(...without(within(inStretches(unknown?.(each), stretches), asked), known));
    }
    return { bars, gaps: joined(gaps), unasked };
  }

  caches(): readonly CacheHealth[] {
    const { asking } = this.#parts;
    return [this.#chunks.health(), ...(asking ? [asking.health()] : [])];
  }

  #dates({ calendar, product, frame }: Subject, from: Instant, to: Instant): Dated[] {
    const unit = frame.unit === 's' ? 'second' : 'minute';
    return datesBetween(calendar, from, to).map((date) => {
      const bounds = calendar.bounds(date);
      const stretches = calendar.stretches(date, product);
      // seconds are many: no more than what is looked at
      if (unit === 'minute') return { date, bounds, unit, stretches };
      const part = { start: from, end: to };
      const [only = bounds] = within([bounds], part);
      return { date, bounds: only, unit, stretches: within(stretches, part) };
    });
  }

  /** Minutes, as long as one question brings all that lack; else what the venue tells in hours, or in days. */
  #chooseUnits({ instrument, frame }: Subject, dates: readonly Dated[], asking: Asking): void {
    if (frame.unit === 's' || frame.unit === 'm') return;
    const lacking = this.#whatOf(dates, (unit, all) => asking.missing(instrument, unit, all));
    const lacks = dates.map((each) => totalLength(lacking(each)));
    const missing = lacks.reduce((sum, each) => sum + each, 0);
    if (missing <= MOST_MINUTES * MINUTE) return;
    const unit = missing > MOST_MINUTES * HOUR && frame.unit !== 'h' ? 'day' : 'hour';
    const recent = this.#parts.clock.now() - RECENT;
    for (const [index, each] of dates.entries()) {
      if (lacks[index]! > 0 && each.bounds.end <= recent) each.unit = unit;
    }
  }

  /** Asks for whole dates, so that the next question finds them, where something lacks of what is wanted. */
  async #ask(
    { instrument }: Subject,
    unit: BarUnit,
    dates: readonly Dated[],
    asking: Asking,
    wanted: Bounds,
  ): Promise<Unasked | undefined> {
    const ofUnit = dates.filter((each) => each.unit === unit);
    const unknown = this.#whatOf(ofUnit, (_, all) => asking.unknown(instrument, unit, all));
    const lacking = ofUnit.filter((each) => within(unknown(each), wanted).length > 0);
    if (lacking.length === 0) return undefined;
    const asked = asking.ask(instrument, unit, lacking.flatMap(spansOf)).finally(() => {
      for (const { date } of lacking) this.#chunks.changed(instrument, unit, date);
    });
    return patiently(asked, this.#parts.clock.now());
  }

  /** Asks for the stretches of each unit at once, and says what of the answer is of a date. */
  #whatOf(
    dates: readonly Dated[],
    ask: (unit: BarUnit, stretches: readonly Bounds[]) => readonly Bounds[],
  ): (of: Dated) => readonly Bounds[] {
    const answers = new Map<BarUnit, readonly Bounds[]>();
    for (const unit of new Set(dates.map((each) => each.unit))) {
      const ofUnit = dates.filter((each) => each.unit === unit);
      answers.set(unit, ask(unit, ofUnit.flatMap(spansOf)));
    }
    return ({ unit, bounds }) => {
      const spans = answers.get(unit) ?? [];
      return spans.length === 0 ? spans : within(spans, bounds);
    };
  }

  /** Whether a venue's hours are not those of the session, so that no bar can be made of them. */
  #isAskew({ instrument, calendar, product }: Subject, dates: readonly Dated[]): boolean {
    const hours = new BarGrid(hour, calendar, { product, always: this.#parts.always });
    return dates.some(({ date, bounds }) =>
      this.#chunks
        .of(instrument, 'hour', date, bounds, false)
        .some(({ tsStart }) => hours.spanOf(tsStart).from !== tsStart),
    );
  }
}

const units: readonly BarUnit[] = ['second', 'minute', 'hour', 'day'];
const hour = parseFrame('1h');

/** Waits for an answer, but not for ever: what comes later is there for the next question. */
async function patiently(asked: Promise<Unasked | undefined>, at: Instant): Promise<Unasked | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Unasked>((resolve) => {
    const sentence = `It has not answered for ${PATIENCE_SECONDS} s and is waited for.`;
    timer = setTimeout(() => resolve({ sentence, at }), PATIENCE_SECONDS * 1_000);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** What a date is asked for in: a venue's hours and days may begin before trading does. */
const spansOf = ({ unit, bounds, stretches }: Dated): readonly Bounds[] =>
  unit === 'hour' || unit === 'day' ? [bounds] : stretches;

const inStretches = (spans: readonly Bounds[] | undefined, stretches: readonly Bounds[]): readonly Bounds[] =>
  spans === undefined ? stretches : stretches.flatMap((stretch) => within(spans, stretch));

/** Spans that follow each other as one. */
function joined(spans: readonly Bounds[]): Bounds[] {
  const joint: { start: Instant; end: Instant }[] = [];
  for (const span of spans) {
    const last = joint.at(-1);
    if (last?.end === span.start) last.end = span.end;
    else joint.push({ ...span });
  }
  return joint;
}
