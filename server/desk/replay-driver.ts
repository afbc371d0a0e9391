import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Calendars } from '../../core/calendar/calendar.ts';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { ReplayClock } from '../../core/replay/clock.ts';
import { ReplayPlayer } from '../../core/replay/player.ts';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import type { ReplayState } from '../../core/topics.ts';
import type { ReplayVenue } from '../../core/venue/replay/venue.ts';
import type { Driver, DriverHooks, ReplayControl } from './desk-market.ts';

const STEP_MILLISECONDS = 10;

export interface ReplayDriverOptions {
  readonly recording: RecordingInfo;
  readonly run: string;
  readonly venue: ReplayVenue;
  readonly clock: ReplayClock;
  readonly machine: Clock;
  readonly calendars: Calendars;
  readonly hooks: DriverHooks;
}

/** Steps a player on the machine's timers, and hands its controls on. */
export class ReplayDriver implements Driver, ReplayControl {
  readonly #clock: ReplayClock;
  readonly #player: ReplayPlayer;
  readonly #changed: () => void;
  #loop: Promise<void> | undefined;
  #stopped = false;
  #isEndTold = false;

  constructor({ hooks, ...options }: ReplayDriverOptions) {
    this.#clock = options.clock;
    this.#player = new ReplayPlayer({ ...options, ...hooks });
    this.#changed = () => hooks.second();
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#player.stop();
    await this.#loop;
  }

  step(): Promise<void> {
    return this.#player.step();
  }

  state(): ReplayState {
    return this.#player.state();
  }

  play(): void {
    if (!this.#stopped) this.#player.play();
    this.#changed();
  }

  pause(): void {
    this.#player.pause();
    this.#changed();
  }

  setSpeed(speed: number | 'max'): void {
    this.#player.setSpeed(speed);
    this.#changed();
  }

  async jumpTo(at: Instant): Promise<void> {
    if (this.#stopped) return;
    this.#player.jumpTo(at);
    while (this.#player.jumping) {
      await this.#player.step();
      await turn();
    }
    this.#changed();
  }

  /** The end falls between two seconds, and nothing comes after it that would tell. */
  #tellEnd(): void {
    if (this.#isEndTold || !this.#player.ended) return;
    this.#isEndTold = true;
    this.#changed();
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      await this.#player.step();
      this.#tellEnd();
      if (this.#clock.playing && this.#clock.speed === 'max') await turn();
      else await wait(STEP_MILLISECONDS);
    }
  }
}
