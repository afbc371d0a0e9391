import type { Clock } from '../../core/clock.ts';
import { formatDuration } from '../../core/format.ts';
import { type Instant, SECOND } from '../../core/model/time.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { MonitorLine } from '../../core/venue/state.ts';
import { backOff } from '../spots/back-off.ts';
import type { Alarms } from './alarms.ts';
import type { Look, Monitor } from './monitor.ts';

/** A monitor that has not succeeded for so many of its intervals is late. */
const LATE_INTERVALS = 3;

export interface SupervisedParts {
  /** The machine's. */
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly tracer: Tracer;
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** Called after each look, with how many have failed in a row. */
  ended(monitor: Monitor, failedInRow: number): void;
}

/** One monitor while it is kept going: one look at a time, begun anew when it fails or hangs. */
export class Supervised {
  readonly monitor: Monitor;
  readonly #parts: SupervisedParts;
  #current: AbortController | undefined;
  #forget: (() => void) | undefined;
  #again = false;
  #stopped = false;
  #started: Instant | undefined;
  #lastRun: Instant | undefined;
  #lastSuccess: Instant | undefined;
  #runs = 0;
  #failures = 0;
  #inRow = 0;
  #restarts = 0;
  #sentence: string | undefined;
  #traceId: string | undefined;

  constructor(monitor: Monitor, parts: SupervisedParts) {
    this.monitor = monitor;
    this.#parts = parts;
  }

  start(): void {
    if (this.#started !== undefined || this.#stopped) return;
    this.#started = this.#parts.clock.now();
    this.#begin();
  }

  /** Looks now, or once more after the look that is under way. */
  wake(): void {
    if (this.#started === undefined || this.#stopped) return;
    if (this.#current) this.#again = true;
    else this.#begin();
  }

  /** At once: a look that is under way is told and not waited for. */
  stop(): void {
    this.#stopped = true;
    this.#forget?.();
    this.#current?.abort(new Error('The console closes.'));
    this.#current = undefined;
  }

  line(): MonitorLine {
    return {
      name: this.monitor.name,
      state: this.#state(),
      ...(this.#lastRun === undefined ? {} : { lastRun: this.#lastRun }),
      ...(this.#lastSuccess === undefined ? {} : { lastSuccess: this.#lastSuccess }),
      runs: this.#runs,
      failures: this.#failures,
      restarts: this.#restarts,
      ...(this.#sentence === undefined ? {} : { sentence: this.#sentence }),
      ...(this.#traceId === undefined ? {} : { traceId: this.#traceId }),
    };
  }

  get #everyMilliseconds(): number {
    return this.monitor.pace.everySeconds * 1_000;
  }

  #state(): MonitorLine['state'] {
    if (this.#stopped) return 'stopped';
    if (this.#inRow > 0) return 'failing';
    const since = this.#lastSuccess ?? this.#started;
    if (since === undefined) return 'starting';
    const late = this.#parts.clock.now() - since > LATE_INTERVALS * this.monitor.pace.everySeconds * SECOND;
    if (late) return 'late';
    return this.#lastSuccess === undefined ? 'starting' : 'well';
  }

  #begin(): void {
    this.#forget?.();
    this.#again = false;
    const { alarms, clock } = this.#parts;
    const current = new AbortController();
    this.#current = current;
    this.#runs += 1;
    this.#lastRun = clock.now();
    this.#forget = alarms.after(this.monitor.pace.timeoutSeconds * 1_000, () => this.#hung(current));
    this.#look(current.signal).then(
      (look) => this.#looked(current, look),
      (error: unknown) => this.#failed(current, error instanceof Error ? error.message : String(error)),
    );
  }

  /** In a trace of its own, whoever woke it. */
  async #look(signal: AbortSignal): Promise<Look> {
    const { tracer } = this.#parts;
    const { name } = this.monitor;
    return tracer.within(undefined, () =>
      tracer.span(`server/monitors/${name}.look`, {}, async () => {
        this.#traceId = tracer.current()?.traceId;
        return this.monitor.look(signal);
      }),
    );
  }

  #looked(current: AbortController, { sentence, againMilliseconds }: Look): void {
    if (this.#current !== current) return;
    this.#lastSuccess = this.#parts.clock.now();
    this.#inRow = 0;
    this.#sentence = sentence;
    this.#next(againMilliseconds ?? this.#everyMilliseconds);
  }

  #failed(current: AbortController, sentence: string): void {
    if (this.#current !== current) return;
    this.#failures += 1;
    this.#inRow += 1;
    this.#sentence = sentence;
    this.#next(backOff(this.#everyMilliseconds, this.#inRow, this.#parts.random()));
  }

  #hung(current: AbortController): void {
    if (this.#current !== current) return;
    const sentence = `It did not end within ${formatDuration(this.monitor.pace.timeoutSeconds * SECOND)} and was begun anew.`;
    current.abort(new Error(sentence));
    this.#restarts += 1;
    this.#failed(current, sentence);
  }

  #next(milliseconds: number): void {
    this.#forget?.();
    this.#current = undefined;
    this.#parts.ended(this.monitor, this.#inRow);
    if (this.#stopped) return;
    if (this.#again) this.#begin();
    else this.#forget = this.#parts.alarms.after(milliseconds, () => this.#begin());
  }
}
