import type { AlertSettings } from '../../config/alerts.ts';
import type { AlertsState, Notification, Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import { SECOND } from '../../core/model/time.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { Analytics } from '../analytics/port.ts';
import type { TradingDesk } from '../desk/desk.ts';
import type { Log } from '../desk/log.ts';
import type { Journal } from '../journal/port.ts';
import { Conditions } from './conditions.ts';
import { Outbound } from './delivery/outbound.ts';
import type { Environment } from './delivery/target.ts';
import { tellOfDesk } from './desk-notices.ts';
import { Notifier, type Seen } from './notifier.ts';
import { isWanted } from './wanted.ts';

export interface AlertsOptions {
  readonly desk: Pick<TradingDesk, 'bus' | 'clock' | 'tradeDate' | 'instrument' | 'broken' | 'onShown'>;
  readonly journal: Journal;
  readonly analytics: Pick<Analytics, 'run'>;
  readonly settings: AlertSettings;
  readonly machine: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** Where addresses and secrets stand. */
  readonly environment: Environment;
  /** False while a recording is played. */
  readonly live: boolean;
  readonly tracer: Tracer;
  readonly log: Log;
}

/** Notifications of a console, on the topic `alerts`. */
export interface Alerts {
  readonly notify: Notify;
  state(): AlertsState;
  /** Gives those that nobody had acknowledged before, once that is on disk. */
  acknowledge(seen: Seen, by: string): Promise<readonly Notification[]>;
  /** Lets notifications out of the console. */
  start(): void;
  close(): Promise<void>;
}

/** Opens what was told before and what of it waits to be delivered, and defines the topic. */
export function openAlerts({ desk, journal, settings, machine, log, ...rest }: AlertsOptions): Alerts {
  const notify: Notify = {
    tell: (notice) => notifier.tell(notice),
    over: (key) => notifier.over(key),
  };
  const changed = () => desk.bus.touch('alerts');
  desk.bus.define<AlertsState>('alerts', () => notifier.state());
  const outbound = new Outbound({ ...rest, journal, settings, machine, log, notify, changed });
  const conditions = new Conditions({ ...rest, desk, settings: settings.conditions, machine, notify, changed });
  const notifier = new Notifier({
    record: journal.notifications,
    clock: desk.clock,
    machine,
    window: settings.throttleSeconds * SECOND,
    wanted: (notice) => isWanted(notice, settings.types),
    deliveriesOf: (notification, event) => outbound.deliveriesOf(notification, event),
    queued: (deliveries) => outbound.add(deliveries),
    deliveries: () => outbound.states(),
    conditions: () => conditions.states(),
    changed,
    log,
  });
  outbound.restore();
  const end = tellOfDesk({ desk, journal, strategies: settings.strategies, notify, log });
  return {
    notify,
    state: () => notifier.state(),
    acknowledge: (seen, by) => notifier.acknowledge(seen, by),
    start() {
      outbound.start();
      conditions.start();
    },
    async close() {
      end();
      await conditions.close();
      await notifier.close();
      await outbound.close();
    },
  };
}
