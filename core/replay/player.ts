import type { Calendars } from '../calendar/calendar.ts';
import { minuteOf, tradeDateBounds, tradeDateOf } from '../calendar/session.ts';
import type { Clock } from '../clock.ts';
import { OutOfRange } from '../errors.ts';
import { type Instant, instant, MILLISECOND, MINUTE, SECOND } from '../model/time.ts';
import type { ReplayState } from '../topics.ts';
import type { ReplayVenue } from '../venue/replay/venue.ts';
import type { ReplayClock, ReplaySpeed } from './clock.ts';
import type { RecordingInfo } from './recording.ts';

/** A longer stretch without events is jumped over. */
const IDLE = MINUTE;
/** Where a jump lands before the next event, so that it is seen to come. */
const LEAD = SECOND;
const EVENTS_AT_ONCE = 2_000;
const STEP = 20 * MILLISECOND;
const JUMPS = 20;

export interface ReplayPlayerOptions {
  readonly recording: RecordingInfo;
  readonly run: string;
  readonly venue: ReplayVenue;
  readonly clock: ReplayClock;
  readonly machine: Clock;
  /** A minute is over: everything before `boundary` has happened, nothing at it. */
  minute(boundary: Instant): Promise<void>;
  /** At most once a console second and a step. */
  second?(now: Instant): void;
  /** Told once of what stopped it. */
  failed(error: unknown): void;
  /** When trade dates end; by rule alone when left out. */
  readonly calendars?: Calendars;
  /** Machine microseconds that a step goes on for while there is more to play; 20 ms when left out. */
  readonly stepMicroseconds?: number;
}

/**
 * Plays a recording on the console's clock. It knows no timer: somebody calls `step` again and again. Stretches of more than 60 s without events
 * are jumped: of the minutes in them end the one that it begins in, the one that ends the trade date, and the last one before it lands.
 */
export class ReplayPlayer {
  readonly #options: ReplayPlayerOptions;
  readonly #total: number;
  /** The end of the minute that is not over yet. */
  #boundary: Instant;
  #second: number;
  /** Where a jump goes to, at once and whether it plays or not. */
  #until: Instant | undefined;
  #jumps: ReplayState['jumps'] = [];
  #ended = false;
  #error: string | undefined;
  #underWay: Promise<void> | undefined;

  constructor(options: ReplayPlayerOptions) {
    const { clock, recording } = options;
    const { trades, quotes, bars, depth } = recording.events;
    this.#options = options;
    this.#total = trades + quotes + bars + depth + recording.gaps;
    this.#boundary = instant(minuteOf(clock.now()) + MINUTE);
    this.#second = Math.floor(clock.now() / SECOND);
  }

  /** Everything was played. */
  get ended(): boolean {
    return this.#ended;
  }

  /** A jump is under way. A later one takes the place of an earlier. */
  get jumping(): boolean {
    return this.#until !== undefined;
  }

  /** Goes on; changes nothing once it ended or failed. */
  play(): void {
    if (!this.#ended && this.#error === undefined) this.#options.clock.play();
  }

  /** A jump that is under way comes to its end, and stands there. */
  pause(): void {
    this.#options.clock.pause();
  }

  /** Throws `OutOfRange` for what is no speed. */
  setSpeed(speed: ReplaySpeed): void {
    this.#options.clock.setSpeed(speed);
  }

  /** Lets everything up to `at` happen as fast as it goes, then plays on or stands as before. Throws `OutOfRange` for the past, beyond the end, and once it failed. */
  jumpTo(at: Instant): void {
    const { clock } = this.#options;
    if (this.#error !== undefined) throw new OutOfRange(this.#error);
    if (at < clock.now())
      throw new OutOfRange(
        `${text(at)} is past: the replay stands at ${text(clock.now())}. Start it anew to see it again.`,
      );
    if (at > clock.to) throw new OutOfRange(`${text(at)} is not in the recording, which ends at ${text(clock.to)}.`);
    this.#until = at > clock.now() ? at : undefined;
  }

  /** One slice; a step that is under way is not begun twice. Never rejects: what goes wrong stops the replay and is told to `failed`. */
  step(): Promise<void> {
    this.#underWay ??= this.#step().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Stands still, wherever a jump was to go. Resolves when no step is under way any more. */
  async stop(): Promise<void> {
    this.#stop();
    await this.#underWay;
  }

  state(): ReplayState {
    const { recording, run, clock, venue } = this.#options;
    const { id, name, from, to, notes } = recording;
    return {
      recording: { id, name, from, to },
      run,
      position: clock.now(),
      playing: clock.playing,
      speed: clock.speed,
      ended: this.#ended,
      played: venue.played,
      total: this.#total,
      jumps: this.#jumps,
      matching: venue.matching,
      notes: this.#error === undefined ? notes : [this.#error, ...notes],
    };
  }

  async #step(): Promise<void> {
    try {
      await this.#go();
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.#error = `The replay stopped at ${text(this.#options.clock.now())}: ${what}`;
      this.#stop();
      this.#options.failed(error);
    }
    this.#tickSecond();
  }

  /** Goes as far as is due now, or for as long as a step may take. */
  async #go(): Promise<void> {
    const { clock, machine, stepMicroseconds = STEP } = this.#options;
    const begun = machine.now();
    const target = this.#until ?? clock.due();
    while (this.#isMoving() && !this.#isAt(target)) {
      if (!(await this.#jumpIdle())) await this.#advance(target);
      if (machine.now() - begun >= stepMicroseconds) break;
    }
    if (this.#isMoving() && this.#isAt(clock.to)) await this.#end();
    if (this.#until !== undefined && this.#isAt(this.#until)) this.#until = undefined;
  }

  #isMoving(): boolean {
    const isWanted = this.#options.clock.playing || this.#until !== undefined;
    return isWanted && !this.#ended && this.#error === undefined;
  }

  /** Whether everything up to and including an instant has happened. */
  #isAt(target: Instant): boolean {
    const { clock, venue } = this.#options;
    return clock.now() >= target && (venue.next() ?? Number.POSITIVE_INFINITY) > clock.now();
  }

  async #advance(target: Instant): Promise<void> {
    const { venue, minute } = this.#options;
    const last = instant(this.#boundary - 1);
    const stood = venue.advance(instant(Math.min(target, last)), EVENTS_AT_ONCE);
    if (stood < last || target < this.#boundary) return;
    await minute(this.#boundary);
    this.#boundary = instant(this.#boundary + MINUTE);
  }

  /** Jumps over a stretch without events, if it stands at the beginning of one. */
  async #jumpIdle(): Promise<boolean> {
    const { venue, clock, minute, calendars } = this.#options;
    const at = clock.now();
    const from = venue.last ?? clock.from;
    const next = venue.next();
    const to = instant(Math.min(next ?? clock.to, clock.to));
    const land = instant(Math.min(next === undefined ? to : to - LEAD, this.#until ?? to));
    if (to - from <= IDLE || land <= at) return false;
    const dayEnd = tradeDateBounds('cme', tradeDateOf('cme', at, calendars), calendars).end;
    const isUnfinished = from >= this.#boundary - MINUTE;
    const ends = new Set([...(isUnfinished ? [this.#boundary] : []), dayEnd, minuteOf(land)]);
    const boundaries = [...ends].filter((end) => end >= this.#boundary && end <= land).sort((a, b) => a - b);
    for (const boundary of boundaries) {
      venue.advance(instant(boundary - 1));
      await minute(boundary);
      this.#boundary = instant(boundary + MINUTE);
    }
    venue.advance(land);
    if (this.#jumps[0]?.from !== from) this.#jumps = [{ from, to }, ...this.#jumps].slice(0, JUMPS);
    return true;
  }

  /** The last minute is over too, as nothing more comes in it. */
  async #end(): Promise<void> {
    await this.#options.minute(this.#boundary);
    this.#ended = true;
    this.#stop();
  }

  #stop(): void {
    this.#until = undefined;
    this.pause();
  }

  #tickSecond(): void {
    const { clock, second } = this.#options;
    const now = clock.now();
    if (Math.floor(now / SECOND) <= this.#second) return;
    this.#second = Math.floor(now / SECOND);
    second?.(now);
  }
}

const text = (at: Instant): string => `${new Date(Math.floor(at / MILLISECOND)).toISOString().slice(0, 19)}Z`;
