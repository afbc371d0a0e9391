import {
  type AlertsState,
  asksFor,
  type ConditionState,
  type DeliveryState,
  type Notice,
  type Notification,
  type Notify,
} from '../../core/alerts/notification.ts';
import { type Passed, Throttle } from '../../core/alerts/throttle.ts';
import type { Clock } from '../../core/clock.ts';
import { MILLISECOND } from '../../core/model/time.ts';
import type { Log } from '../desk/log.ts';
import type { Delivery, Notifications } from '../journal/notification-record.ts';

const SHOWN = 200;
/** Of those that ask for nobody so many are at hand, to be ended when what they are about is over. */
const AT_HAND = 1_000;

/** Which notifications somebody has seen: one, all of a key, or all up to the newest that was shown. */
export type Seen = { readonly id: number } | { readonly key: string } | { readonly upTo: number };

export interface NotifierOptions {
  readonly record: Notifications;
  /** The console's. */
  readonly clock: Clock;
  readonly machine: Clock;
  /** Microseconds. */
  readonly window: number;
  /** What settings leave out is not told. */
  wanted(notice: Notice): boolean;
  /** What of it goes out of the console. */
  deliveriesOf(notification: Notification, event: Delivery['event']): readonly Delivery[];
  /** They are on disk, or wait for it. */
  queued(deliveries: readonly Delivery[]): void;
  deliveries(): readonly DeliveryState[];
  conditions(): readonly ConditionState[];
  /** The topic is another. */
  changed(): void;
  readonly log: Log;
}

/** Tells, holds back, resolves and acknowledges. What is told is in the journal before anybody sees it, or waits for its disk with everything else. */
export class Notifier implements Notify {
  readonly #options: NotifierOptions;
  readonly #throttle: Throttle;
  /** Those that ask for somebody, by id, oldest first; on disk, as everything that is shown. */
  readonly #asking: Map<number, Notification>;
  /** The newest others, by id. */
  readonly #others: Map<number, Notification>;
  /** On their way to the disk, by id. */
  readonly #coming = new Map<number, Notification>();
  /** What is not over, by key. */
  readonly #lasting = new Map<string, Set<number>>();
  #next: number;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#throttle = new Throttle(options.window);
    const { record } = options;
    this.#next = record.nextId();
    this.#asking = byId(record.open());
    this.#others = byId(record.newest(AT_HAND).filter((notification) => !asksFor(notification)));
    for (const notification of [...this.#others.values(), ...this.#asking.values()]) this.#note(notification);
  }

  readonly tell = (notice: Notice): void => {
    if (!this.#options.wanted(notice)) return;
    const passed = this.#throttle.offer(notice, this.#options.machine.now());
    if (passed) void this.#keep([passed]);
    this.#wait();
  };

  readonly over = (key: string): void => {
    this.#throttle.over(key);
    const ids = this.#lasting.get(key);
    if (ids === undefined) return;
    this.#lasting.delete(key);
    const resolved = this.#options.clock.now();
    const ended = [...ids].flatMap((id) => {
      const notification = this.#find(id);
      return notification === undefined ? [] : [{ ...notification, resolved }];
    });
    void this.#append(ended, 'resolved');
  };

  /** Gives those that were not acknowledged before, once that is on disk. */
  async acknowledge(seen: Seen, by: string): Promise<readonly Notification[]> {
    const at = this.#options.clock.now();
    const meant = [...this.#others.keys(), ...this.#asking.keys()]
      .flatMap((id) => this.#find(id) ?? [])
      .filter((notification) => notification.acknowledged === undefined && isMeant(notification, seen))
      .sort((a, b) => a.id - b.id);
    const acknowledged = meant.map((notification) => ({ ...notification, acknowledged: { at, by } }));
    await this.#append(acknowledged);
    return acknowledged;
  }

  state(): AlertsState {
    const asking = [...this.#asking.values()].reverse();
    const others = [...this.#others.values()].sort((a, b) => b.id - a.id);
    return {
      notifications: [...asking, ...others].slice(0, SHOWN),
      unacknowledged: asking.length,
      deliveries: this.#options.deliveries(),
      conditions: this.#options.conditions(),
    };
  }

  /** What is still held back is told. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#keep(this.#throttle.rest());
  }

  #keep(passed: readonly Passed[]): Promise<void> {
    const at = this.#options.clock.now();
    const notifications = passed.map(({ notice, heldBack, over }) => {
      const notification: Notification = { ...notice, id: this.#next++, at, heldBack };
      return over ? { ...notification, resolved: at } : notification;
    });
    for (const notification of notifications) this.#note(notification);
    return this.#append(notifications, 'told');
  }

  /** Remembered before it is on disk, so that what is over meanwhile ends it. */
  #note(notification: Notification): void {
    const { key, id, resolved } = notification;
    if (resolved !== undefined) return;
    const ids = this.#lasting.get(key);
    if (ids) ids.add(id);
    else this.#lasting.set(key, new Set([id]));
  }

  #append(notifications: readonly Notification[], event?: Delivery['event']): Promise<void> {
    if (notifications.length === 0) return Promise.resolve();
    const { record, deliveriesOf, queued, changed, log } = this.#options;
    const deliveries = event ? notifications.flatMap((notification) => deliveriesOf(notification, event)) : [];
    for (const notification of notifications) this.#coming.set(notification.id, notification);
    return record.append(notifications, deliveries).then(
      () => {
        for (const notification of notifications) this.#show(notification);
        queued(deliveries);
        changed();
      },
      (error: unknown) => {
        for (const notification of notifications) this.#arrived(notification);
        const reason = error instanceof Error ? error.message : String(error);
        log.error(`What was told could not be kept: ${notifications.map(({ text }) => text).join(' ')} (${reason})`);
      },
    );
  }

  #find(id: number): Notification | undefined {
    return this.#coming.get(id) ?? this.#asking.get(id) ?? this.#others.get(id);
  }

  #arrived(notification: Notification): void {
    if (this.#coming.get(notification.id) === notification) this.#coming.delete(notification.id);
  }

  #show(notification: Notification): void {
    this.#arrived(notification);
    const { id } = notification;
    if (asksFor(notification)) {
      this.#asking.set(id, notification);
      return;
    }
    this.#asking.delete(id);
    this.#others.set(id, notification);
    if (this.#others.size > AT_HAND) this.#forget(Math.min(...this.#others.keys()));
  }

  #forget(id: number): void {
    const key = this.#others.get(id)?.key;
    this.#others.delete(id);
    const ids = key === undefined ? undefined : this.#lasting.get(key);
    ids?.delete(id);
    if (key !== undefined && ids?.size === 0) this.#lasting.delete(key);
  }

  /** Wakes when a window ends. */
  #wait(): void {
    const { machine } = this.#options;
    const next = this.#throttle.next();
    if (this.#timer !== undefined || next === undefined || this.#closed) return;
    const milliseconds = Math.max(1, Math.ceil((next - machine.now()) / MILLISECOND));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#keep(this.#throttle.due(machine.now()));
      this.#wait();
    }, milliseconds).unref();
  }
}

function isMeant({ id, key }: Notification, seen: Seen): boolean {
  if ('id' in seen) return id === seen.id;
  return 'key' in seen ? key === seen.key : id <= seen.upTo;
}

const byId = (newestFirst: readonly Notification[]): Map<number, Notification> =>
  new Map([...newestFirst].reverse().map((notification) => [notification.id, notification]));
