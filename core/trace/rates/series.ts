import { CountRing } from './count-ring.ts';
import { Histogram } from './histogram.ts';
import { HistogramRing } from './histogram-ring.ts';

/** Seconds of the two scales that are kept: the near one in fine steps, the far one in coarse ones. */
const NEAR = { reach: 900, count: 1, slice: 60 } as const;
export const FAR = { reach: 21_600, count: 10, slice: 900 } as const;

/** Calls of one kind over a stretch of time; lengths in milliseconds, percentiles within 1.6 %, undefined where there was no call. */
export interface CallFigure {
  readonly calls: number;
  readonly errors: number;
  readonly perSecond: number;
  readonly errorsPerSecond: number;
  readonly mean: number | undefined;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
  readonly max: number | undefined;
}

/** Calls and errors a second, oldest first. */
export interface RateHistory {
  readonly calls: readonly number[];
  readonly errors: readonly number[];
}

/** The stretch of time that figures are of, in seconds of the tracer's clock: up to `now`, and no further back than counting began. */
export interface Span {
  readonly now: number;
  readonly last: number;
  readonly began: number;
}

const scaleOf = ({ last }: Span): typeof NEAR | typeof FAR => (last <= NEAR.reach ? NEAR : FAR);

/** What a histogram of a stretch of time amounts to. */
export function figureOf(histogram: Histogram, errors: number, span: Span): CallFigure {
  const { slice } = scaleOf(span);
  const begin = Math.max(span.began, Math.floor((span.now - span.last) / slice) * slice);
  const seconds = Math.max(1, span.now - begin);
  const { count } = histogram;
  return {
    calls: count,
    errors,
    perSecond: count / seconds,
    errorsPerSecond: errors / seconds,
    mean: count === 0 ? undefined : histogram.sum / count,
    p50: histogram.quantile(0.5),
    p95: histogram.quantile(0.95),
    p99: histogram.quantile(0.99),
    max: count === 0 ? undefined : histogram.max,
  };
}

/** What the calls from one process to another took, of the last quarter of an hour. */
export class Slices {
  protected readonly near = new HistogramRing(NEAR.reach / NEAR.slice + 1);

  addNear(second: number, milliseconds: number, failed: boolean): void {
    this.near.add(Math.floor(second / NEAR.slice), milliseconds, failed);
  }

  /** Adds the slices of a stretch of time to a histogram, the one that has begun among them. Returns the errors. */
  collect(span: Span, into: Histogram): number {
    return collectFrom(this.near, span, NEAR.slice, into);
  }

  figure(span: Span): CallFigure {
    const histogram = new Histogram();
    const errors = this.collect(span, histogram);
    return figureOf(histogram, errors, span);
  }
}

function collectFrom(ring: HistogramRing, { now, last }: Span, slice: number, into: Histogram): number {
  return ring.read(Math.floor((now - last) / slice), Math.floor(now / slice), into);
}

/** All that is counted of a process or a group. */
export class Series extends Slices {
  readonly #far = new HistogramRing(FAR.reach / FAR.slice + 1);
  readonly #seconds = new CountRing(NEAR.reach / NEAR.count + 1);
  readonly #tens = new CountRing(FAR.reach / FAR.count + 1);

  add(second: number, milliseconds: number, failed: boolean): void {
    this.addNear(second, milliseconds, failed);
    this.#far.add(Math.floor(second / FAR.slice), milliseconds, failed);
    this.#seconds.add(second, failed);
    this.#tens.add(Math.floor(second / FAR.count), failed);
  }

  override collect(span: Span, into: Histogram): number {
    return scaleOf(span) === NEAR ? super.collect(span, into) : collectFrom(this.#far, span, FAR.slice, into);
  }

  /** Adds calls and errors of so many equal parts of a stretch of time, oldest first, calls in turn with errors. */
  addHistory(span: Span, points: number, into: Float64Array): void {
    const { count } = scaleOf(span);
    const ring = count === NEAR.count ? this.#seconds : this.#tens;
    // Whole stretches only: the one that has just begun would look like a fall.
    const end = Math.floor(span.now / count);
    const length = Math.round(span.last / count);
    for (let back = length; back >= 1; back--) {
      const point = Math.floor(((length - back) * points) / length);
      ring.read(end - back, into, point * 2, point * 2 + 1);
    }
  }
}
