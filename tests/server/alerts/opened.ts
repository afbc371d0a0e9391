import path from 'node:path';
import { alertsSchema } from '../../../config/alerts.ts';
import { createBus } from '../../../core/bus.ts';
import { ManualClock } from '../../../core/clock.ts';
import { type AlertsOptions, openAlerts } from '../../../server/alerts/open.ts';
import { SqliteJournal } from '../../../server/journal/journal.ts';
import { recording } from '../../core/trace/recording.ts';
import { atEnd } from '../calls/tools.ts';
import { key, start, tradeDate } from '../journal/entries.ts';
import { temporaryFolder } from '../journal/folder.ts';

interface Opening extends Partial<Pick<AlertsOptions, 'environment' | 'live' | 'random'>> {
  readonly folder?: string;
  readonly settings?: unknown;
}

/** Alerts over a journal of their own, begun; they try again at once. */
export function opened({ folder = temporaryFolder(), settings = {}, ...options }: Opening = {}) {
  const clock = new ManualClock(start);
  const journal = new SqliteJournal(path.join(folder, 'journal.sqlite'), key, clock);
  const bus = createBus();
  const lines: string[] = [];
  const traced = recording();
  const line = (text: string) => void lines.push(text);
  const alerts = openAlerts({
    desk: {
      bus,
      clock,
      tradeDate: () => tradeDate,
      broken: () => undefined,
      onShown: () => () => undefined,
      instrument: (name) => {
        throw new Error(`There is no ${name}.`);
      },
    },
    journal,
    analytics: { run: () => Promise.reject(new Error('There is no engine.')) },
    settings: alertsSchema.parse({ throttleSeconds: 0, ...Object(settings) }),
    machine: clock,
    random: () => 0,
    environment: {},
    live: true,
    tracer: traced.tracer,
    log: { info: line, warn: line, error: line },
    ...options,
  });
  alerts.start();
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await alerts.close();
    journal.close();
  };
  atEnd(close);
  return { alerts, bus, clock, journal, folder, lines, traced, close };
}

/** Waits until it is so; a bounded time, so that what never comes fails. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2_000; tries++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('It did not come about.');
}
