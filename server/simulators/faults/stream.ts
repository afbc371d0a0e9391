import type { Clock } from '../../../core/clock.ts';
import { MILLISECOND } from '../../../core/model/time.ts';
import type { Random } from '../../../core/random.ts';
import { type Faults, type MessageFault, waitOf } from './faults.ts';

/** A message that is to come after the next one goes by itself when there is none for so long. */
const LONGEST_HELD_MILLISECONDS = 250;

/** Makes a frame that cannot be what it was. */
export type Damage<F> = (frame: F, random: Random) => F;

export interface StreamEnds<F = string> {
  send(frame: F): void;
  /** Ends the connection without a word. */
  cut(): void;
}

/** Stands between a simulator and one connection of its stream, of texts or of bytes, and does to messages what the plan says. */
export class FaultyStream<F = string> {
  readonly #faults: Faults;
  readonly #clock: Clock;
  readonly #ends: StreamEnds<F>;
  readonly #damage: Damage<F>;
  readonly #timers = new Set<NodeJS.Timeout>();
  #deafUntil = 0;
  #halfOpen = false;
  #held: { readonly frame: F; readonly timer: NodeJS.Timeout } | undefined;
  /** When the newest delayed message goes: what comes after it waits as long, so that delay reorders nothing. */
  #busyUntil = 0;

  constructor(faults: Faults, clock: Clock, ends: StreamEnds<F>, damage: Damage<F>) {
    this.#faults = faults;
    this.#clock = clock;
    this.#ends = ends;
    this.#damage = damage;
  }

  /** Nothing passes any more in either direction, pings and answers neither. */
  get isHalfOpen(): boolean {
    return this.#halfOpen;
  }

  /** Open, and without a word of what happens; pings and answers go on. */
  get isDeaf(): boolean {
    return this.#clock.now() < this.#deafUntil;
  }

  /** Sends an event by its name, or whatever the plan makes of it. */
  send(name: string, frame: F): void {
    if (this.#halfOpen || this.isDeaf) return;
    let said = frame;
    let copies = 1;
    let delay = 0;
    let later = false;
    for (const fault of this.#faults.ofMessage(name)) {
      if (this.#isEnd(fault)) return;
      if (fault.kind === 'latency') delay += waitOf(fault, this.#faults.random);
      else if (fault.kind === 'malformed') said = this.#damage(said, this.#faults.random);
      else if (fault.kind === 'duplicated') copies += 1;
      else if (fault.kind === 'reordered') later = true;
    }
    if (later && this.#held === undefined) {
      const timer = this.#after(LONGEST_HELD_MILLISECONDS, () => this.#release());
      this.#held = { frame: said, timer };
      return;
    }
    for (let copy = 0; copy < copies; copy++) this.#write(said, delay);
    this.#release();
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#held = undefined;
  }

  /** Whether the fault is the end of this message. */
  #isEnd(fault: MessageFault): boolean {
    if (fault.kind === 'deaf') this.#deafUntil = this.#clock.now() + fault.milliseconds * MILLISECOND;
    else if (fault.kind === 'half_open') this.#halfOpen = true;
    else if (fault.kind === 'cut') this.#ends.cut();
    else return fault.kind === 'missing';
    return true;
  }

  #release(): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    clearTimeout(held.timer);
    this.#timers.delete(held.timer);
    this.#write(held.frame, 0);
  }

  #write(frame: F, delay: number): void {
    const now = this.#clock.now();
    const due = Math.max(now + delay * MILLISECOND, this.#busyUntil);
    if (due <= now) {
      this.#ends.send(frame);
      return;
    }
    this.#busyUntil = due;
    this.#after((due - now) / MILLISECOND, () => {
      if (!this.#halfOpen) this.#ends.send(frame);
    });
  }

  #after(milliseconds: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds).unref();
    this.#timers.add(timer);
    return timer;
  }
}
