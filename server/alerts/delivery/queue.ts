import type { DeliveryState } from '../../../core/alerts/notification.ts';
import type { Clock } from '../../../core/clock.ts';
import { HOUR, type Instant } from '../../../core/model/time.ts';
import { fullJitter } from '../../calls/retry.ts';
import type { Delivery, DeliveryEnd } from '../../journal/notification-record.ts';
import type { Posted } from './post.ts';

const backOff = { first: 1_000, longest: 300_000 } as const;
/** Of a timer. */
const LONGEST_WAIT = 3_600_000;

export interface QueueOptions {
  readonly target: string;
  readonly giveUpHours: number;
  readonly waitingAtMost: number;
  readonly machine: Clock;
  readonly random: () => number;
  send(delivery: Delivery, ending: AbortSignal): Promise<Posted>;
  ended(delivery: Delivery, end: DeliveryEnd): void;
  changed(): void;
}

/** What goes to one target: one at a time and in order, so that nothing overtakes; tried again until it goes through, is refused or is too old. */
export class TargetQueue {
  readonly #options: QueueOptions;
  readonly #waiting: Delivery[] = [];
  readonly #ending = new AbortController();
  #sending: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #started = false;
  #failures = 0;
  /** Why the oldest is still here. */
  #holdup = 'nobody was there to send it';
  #delivered = 0;
  #failed = 0;
  #lastError: { readonly at: Instant; readonly sentence: string } | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(deliveries: readonly Delivery[]): void {
    this.#waiting.push(...deliveries);
    const { waitingAtMost } = this.#options;
    // the one that is on its way is not taken back
    const first = this.#sending === undefined ? 0 : 1;
    const tooMany = this.#waiting.splice(first, Math.max(0, this.#waiting.length - waitingAtMost));
    for (const delivery of tooMany) this.#giveUp(delivery, `more than ${waitingAtMost} wait for it`);
    this.#goOn();
  }

  start(): void {
    this.#started = true;
    this.#goOn();
  }

  state(): DeliveryState {
    const { target } = this.#options;
    const lastError = this.#lastError === undefined ? {} : { lastError: this.#lastError };
    return { target, waiting: this.#waiting.length, delivered: this.#delivered, failed: this.#failed, ...lastError };
  }

  /** What is not through yet stays on disk. */
  async close(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ending.abort();
    await this.#sending;
  }

  #goOn(): void {
    if (!this.#started || this.#sending !== undefined || this.#timer !== undefined) return;
    this.#dropTheOld();
    const [delivery] = this.#waiting;
    if (delivery === undefined) return;
    this.#sending = this.#try(delivery).finally(() => {
      this.#sending = undefined;
      this.#goOn();
    });
  }

  async #try(delivery: Delivery): Promise<void> {
    const posted = await this.#options.send(delivery, this.#ending.signal).catch(unsendable);
    if (posted.outcome === 'delivered') {
      this.#waiting.shift();
      this.#failures = 0;
      this.#delivered += 1;
      this.#options.ended(delivery, { outcome: 'delivered' });
    } else if (!this.#started) return;
    else if (posted.outcome === 'refused') {
      this.#waiting.shift();
      this.#failures = 0;
      this.#giveUp(delivery, posted.reason);
    } else {
      this.#holdup = posted.reason;
      this.#noteError(posted.reason);
      this.#wait(posted.after ?? fullJitter(this.#failures++, this.#options.random(), backOff));
    }
    this.#options.changed();
  }

  #wait(milliseconds: number): void {
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#goOn();
      },
      Math.min(LONGEST_WAIT, milliseconds),
    ).unref();
  }

  #dropTheOld(): void {
    const { machine, giveUpHours } = this.#options;
    const oldest = machine.now() - giveUpHours * HOUR;
    while (this.#waiting[0] !== undefined && this.#waiting[0].queued < oldest) {
      this.#giveUp(this.#waiting.shift() as Delivery, `not delivered within ${giveUpHours} h: ${this.#holdup}`);
    }
  }

  #giveUp(delivery: Delivery, reason: string): void {
    this.#failed += 1;
    this.#noteError(reason);
    this.#options.ended(delivery, { outcome: 'given_up', reason });
    this.#options.changed();
  }

  #noteError(sentence: string): void {
    this.#lastError = { at: this.#options.machine.now(), sentence };
  }
}

/** Whoever sends answers for whatever the network does; what throws is what was to be sent. */
const unsendable = (): Posted => ({ outcome: 'refused', reason: 'it could not be written as the target wants it' });
