import type { Logger } from 'pino';
import type { Config } from '../config/load.ts';
import { machineClock } from '../core/clock.ts';
import { type Alerts, openAlerts } from './alerts/open.ts';
import type { Analytics } from './analytics/port.ts';
import type { Closers } from './closers.ts';
import type { Contracts } from './contracts/contracts.ts';
import { type Arming, armingOf } from './desk/arming.ts';
import type { History } from './history/port.ts';
import { openMonitors } from './monitors/open.ts';
import type { OpenedMarket } from './open-market.ts';
import type { Traces } from './trace/open.ts';
import { tracer } from './trace/tracer.ts';

export interface WatchParts {
  readonly open: OpenedMarket;
  readonly config: Config;
  readonly dataFolder: string;
  readonly analytics: Analytics;
  readonly contracts: Contracts;
  readonly history: Pick<History, 'caches'>;
  readonly traces: Traces;
  readonly log: Logger;
}

/** What looks after a console: what keeps orders back, what is told, and what looks whether everything is well. */
export interface Watch {
  readonly alerts: Alerts;
  /** Where orders cost real money until somebody says a word. */
  readonly arming: Arming | undefined;
  /** Call it once the desk has started. */
  start(): void;
}

export function openWatch(
  { open, config, dataFolder, analytics, contracts, history, traces, log }: WatchParts,
  closers: Closers,
): Watch {
  const { desk, journal, recorder, remote } = open;
  const arming = remote && armingOf(remote, desk);
  closers.add(() => arming?.close());
  const alerts = openAlerts({
    desk,
    journal,
    analytics,
    settings: config.alerts,
    machine: machineClock,
    random: Math.random,
    environment: process.env,
    live: open.replay === undefined,
    tracer,
    log,
  });
  closers.add(() => alerts.close());
  desk.protection.notify = alerts.notify;
  const monitors = openMonitors({
    desk,
    journal,
    contracts,
    venue: remote?.venue,
    feeds: open.recording ? undefined : (remote?.venue.capabilities ?? { streaming: true, synthetic: true }),
    settings: config.monitors,
    calendars: config.calendars,
    groups: config.productGroups,
    folder: dataFolder,
    sizes: () => ({
      journal: journal.counts().bytes,
      market: recorder.counts().bytes,
      traces: traces.store.state().database.bytes,
    }),
    caches: () => history.caches(),
    notify: alerts.notify,
    machine: machineClock,
    random: Math.random,
    tracer,
  });
  closers.add(() => monitors.close());
  return {
    alerts,
    arming,
    start() {
      alerts.start();
      monitors.start();
    },
  };
}
