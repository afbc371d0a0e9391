import type { AlertSettings } from '../../config/alerts.ts';
import type { AlertsState, Notification, Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import { SECOND } from '../../core/model/time.ts';
import type { Log } from '../desk/log.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';
import { Notifier, type Seen } from './notifier.ts';
import { isWanted } from './wanted.ts';

export interface AlertsOptions {
  readonly desk: Pick<Desk, 'bus' | 'clock'>;
  readonly journal: Journal;
  readonly settings: AlertSettings;
  readonly machine: Clock;
  readonly log: Log;
}

/** Notifications of a console, on the topic `alerts`. */
export interface Alerts {
  readonly notify: Notify;
  state(): AlertsState;
  /** Gives those that nobody had acknowledged before, once that is on disk. */
  acknowledge(seen: Seen, by: string): Promise<readonly Notification[]>;
  close(): Promise<void>;
}

/** Opens what was told before, and defines the topic. */
export function openAlerts({ desk, journal, settings, machine, log }: AlertsOptions): Alerts {
  const notifier = new Notifier({
    record: journal.notifications,
    clock: desk.clock,
    machine,
    window: settings.throttleSeconds * SECOND,
    wanted: (notice) => isWanted(notice, settings.types),
    deliveriesOf: () => [],
    queued: () => undefined,
    deliveries: () => [],
    conditions: () => [],
    changed: () => desk.bus.touch('alerts'),
    log,
  });
  desk.bus.define<AlertsState>('alerts', () => notifier.state());
  return {
    notify: notifier,
    state: () => notifier.state(),
    acknowledge: (seen, by) => notifier.acknowledge(seen, by),
    close: () => notifier.close(),
  };
}
