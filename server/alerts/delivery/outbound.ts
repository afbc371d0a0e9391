import { Agent } from 'undici';
import type { AlertSettings } from '../../../config/alerts.ts';
import { messageOf } from '../../../core/alerts/message.ts';
import { type DeliveryState, type Notification, type Notify, rankOf } from '../../../core/alerts/notification.ts';
import type { Clock } from '../../../core/clock.ts';
import { DAY, instant } from '../../../core/model/time.ts';
import type { Tracer } from '../../../core/trace/port.ts';
import type { Log } from '../../desk/log.ts';
import type { Delivery, DeliveryEnd } from '../../journal/notification-record.ts';
import type { Journal } from '../../journal/port.ts';
import { isWanted } from '../wanted.ts';
import { post } from './post.ts';
import { TargetQueue } from './queue.ts';
import { type Environment, targetOf } from './target.ts';

const CONSOLE = 'alerts_console';
const KEPT_DAYS = 7;
const KEY = 'delivery.';

export interface OutboundOptions {
  readonly journal: Journal;
  readonly settings: AlertSettings;
  readonly environment: Environment;
  readonly machine: Clock;
  readonly random: () => number;
  readonly tracer: Tracer;
  readonly log: Log;
  readonly notify: Notify;
  /** False while a recording is played: what happens in it is nobody's news. */
  readonly live: boolean;
  changed(): void;
}

/** Everything that notifications go to out of the console, each with a queue of its own on disk. */
export class Outbound {
  readonly #options: OutboundOptions;
  readonly #queues = new Map<string, TargetQueue>();
  readonly #off: readonly DeliveryState[];
  readonly #console: string;
  readonly #agent = new Agent({ connections: 1, connectTimeout: 10_000 });

  constructor(options: OutboundOptions) {
    this.#options = options;
    const { journal, settings, environment, log } = options;
    const off: DeliveryState[] = [];
    for (const [name, target] of Object.entries(settings.targets)) {
      const opened = targetOf(target, environment);
      if (opened.off === undefined) this.#queues.set(name, this.#queue(name, opened));
      else off.push({ target: name, off: opened.off, waiting: 0, delivered: 0, failed: 0 });
    }
    this.#off = off;
    this.#console = consoleId(journal, options.random, log);
  }

  /** What was not through when the console ended. */
  restore(): void {
    const waiting = this.#options.journal.notifications.waiting();
    for (const [name, queue] of this.#queues) queue.add(waiting.filter(({ target }) => target === name));
  }

  #queue(name: string, target: Extract<ReturnType<typeof targetOf>, { toPost: unknown }>): TargetQueue {
    const { settings, machine, random, tracer, changed } = this.#options;
    const { giveUpHours, waitingAtMost } = settings;
    return new TargetQueue({
      target: name,
      giveUpHours,
      waitingAtMost,
      machine,
      random,
      changed,
      send: (delivery, ending) =>
        tracer.within(undefined, () =>
          tracer.span('server/alerts/delivery.send', { inputs: { target: name, delivery: delivery.id } }, () =>
            post(target.toPost(delivery.content, machine.now()), this.#agent, ending),
          ),
        ),
      ended: (delivery, end) => this.#ended(delivery, end),
    });
  }

  /** What of a notification goes where. Of deliveries themselves nothing goes out, so that two that fail do not tell each other for ever. */
  deliveriesOf(notification: Notification, event: Delivery['event']): readonly Delivery[] {
    const { settings, journal, machine, live } = this.#options;
    if (!live || notification.key.startsWith(KEY)) return [];
    const id = `${this.#console}-${notification.id}-${event}`;
    const message = messageOf(notification, { id, event, ...journal.key });
    return [...this.#queues.keys()].flatMap((target) => {
      const filter = settings.targets[target];
      if (filter === undefined || rankOf(notification.level) < rankOf(filter.level)) return [];
      if (!isWanted(notification, filter.types)) return [];
      return [{ target, id, event, content: JSON.stringify(message), queued: machine.now() }];
    });
  }

  add(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) this.#queues.get(delivery.target)?.add([delivery]);
  }

  states(): readonly DeliveryState[] {
    return [...[...this.#queues.values()].map((queue) => queue.state()), ...this.#off];
  }

  start(): void {
    const { journal, machine, log } = this.#options;
    const long = instant(machine.now() - KEPT_DAYS * DAY);
    journal.notifications.forget(long).catch((error: unknown) => log.warn(`Old deliveries stay: ${String(error)}`));
    for (const queue of this.#queues.values()) queue.start();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    await this.#agent.destroy();
  }

  #ended(delivery: Delivery, end: DeliveryEnd): void {
    const { journal, notify, log } = this.#options;
    journal.notifications.end(delivery, end).catch((error: unknown) => {
      log.error(`What became of a delivery to ${delivery.target} could not be kept: ${String(error)}`);
    });
    const key = `${KEY}${delivery.target}`;
    if (end.outcome === 'delivered') {
      notify.over(key);
      return;
    }
    notify.tell({
      type: 'monitor',
      level: 'warning',
      key,
      text: `A notification was not delivered to ${delivery.target}: ${end.reason ?? 'it was refused'}.`,
      detail: `${delivery.id} is given up. Look at the target and at what config/alerts.json says of it.`,
    });
  }
}

/** What tells this journal's deliveries from any other's; made once. */
function consoleId(journal: Journal, random: () => number, log: Log): string {
  const known = journal.meta(CONSOLE);
  if (known !== undefined) return known;
  const made = Array.from({ length: 12 }, () => Math.floor(random() * 36).toString(36)).join('');
  journal.setMeta(CONSOLE, made).catch((error: unknown) => log.warn(`The id of alerts is not kept: ${String(error)}`));
  return made;
}
