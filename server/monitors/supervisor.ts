import type { MonitorLine } from '../../core/venue/state.ts';
import type { Monitor } from './monitor.ts';
import { Supervised, type SupervisedParts } from './supervised.ts';

/** Keeps monitors going, each by itself: what hangs or fails in one holds up no other. */
export class Supervisor {
  readonly #supervised: readonly Supervised[];

  constructor(monitors: readonly Monitor[], parts: SupervisedParts) {
    this.#supervised = monitors.map((monitor) => new Supervised(monitor, parts));
  }

  start(): void {
    for (const each of this.#supervised) each.start();
  }

  /** The named ones look now. */
  wake(...names: readonly string[]): void {
    for (const each of this.#supervised) if (names.includes(each.monitor.name)) each.wake();
  }

  /** Those that ask the venue look now. */
  wakeOfVenue(): void {
    for (const each of this.#supervised) if (each.monitor.ofVenue) each.wake();
  }

  stop(): void {
    for (const each of this.#supervised) each.stop();
  }

  lines(): readonly MonitorLine[] {
    return this.#supervised.map((each) => each.line());
  }
}
