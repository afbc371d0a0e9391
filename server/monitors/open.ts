import type { MonitorsSettings } from '../../config/monitors.ts';
import type { Notify } from '../../core/alerts/notification.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../core/calendar/day.ts';
import type { Clock } from '../../core/clock.ts';
import type { StatusState } from '../../core/topics.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { CacheHealth } from '../../core/venue/health.ts';
import type { VenueCapabilities } from '../../core/venue/port.ts';
import type { HealthState, VenueState } from '../../core/venue/state.ts';
import type { Contracts } from '../contracts/contracts.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { type Alarms, machineAlarms } from './alarms.ts';
import { DiskMonitor, type Sizes } from './disk.ts';
import { FeedMonitor } from './feed.ts';
import type { Monitor } from './monitor.ts';
import { RemoteMonitors } from './remote.ts';
import { Supervisor } from './supervisor.ts';

export interface MonitorsParts {
  readonly desk: Desk;
  readonly journal: Pick<Journal, 'fill' | 'venue' | 'meta' | 'setMeta'>;
  /** What the venue lists. */
  readonly contracts: Pick<Contracts, 'ofRoot'>;
  /** While the market is a venue over the network. */
  readonly venue?: RemoteVenue | undefined;
  /** Whether the market goes on by itself; a recording is played when somebody plays it. */
  readonly feeds?: Pick<VenueCapabilities, 'streaming' | 'synthetic'> | undefined;
  readonly settings: MonitorsSettings;
  readonly calendars: Calendars;
  /** The product group of a root, where it is not interest rates. */
  readonly groups: ReadonlyMap<string, ProductGroup>;
  /** The data folder. */
  readonly folder: string;
  sizes(): Sizes;
  /** The console's own, beside those of the venue's client. */
  readonly caches?: () => readonly CacheHealth[];
  readonly notify: Notify;
  readonly machine: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly tracer: Tracer;
  readonly alarms?: Alarms;
  /** Free bytes of the disk that a folder is on; asked of the operating system where it is left out. */
  readonly free?: (folder: string) => Promise<number>;
}

/** What runs behind a console and looks after it. */
export interface Monitors {
  /** Call it once the desk has started. */
  start(): void;
  /** Nothing looks any more at once; resolves when what was found is in the journal. */
  close(): Promise<void>;
}

const TOPIC = 'health';
const EVERY_MILLISECONDS = 1_000;
/** Failures in a row after which people are told of a monitor. */
const TOLD_AFTER = 3;

/** Defines the topics `venue` and `health`, and keeps what fills them going. */
export function openMonitors(parts: MonitorsParts): Monitors {
  const { desk, venue, settings, notify, feeds, alarms = machineAlarms } = parts;
  const { bus } = desk;
  const remote = venue && new RemoteMonitors({ ...parts, venue, wake: (...names) => supervisor.wake(...names) });
  const feed =
    feeds &&
    new FeedMonitor({
      ...parts,
      capabilities: feeds,
      isAway: () => remote?.isAway ?? false,
      settings: settings.feed,
    });
  const disk = new DiskMonitor({ ...parts, settings: settings.disk });
  const monitors: readonly Monitor[] = [...(remote?.monitors ?? []), ...(feed ? [feed] : []), disk];
  /** Monitors of which nobody has to be told any more that they fail: known to be well since the start. */
  const well = new Set<string>();
  const supervisor = new Supervisor(monitors, {
    clock: parts.machine,
    alarms,
    tracer: parts.tracer,
    random: parts.random,
    ended(monitor, failedInRow) {
      const key = `monitor:${monitor.name}`;
      if (failedInRow === 0) {
        if (!well.has(key)) notify.over(key);
        well.add(key);
      } else if (failedInRow === TOLD_AFTER && !(monitor.ofVenue && remote?.isAway)) {
        const { sentence = '' } = supervisor.lines().find(({ name }) => name === monitor.name) ?? {};
        const text = `The monitor ${monitor.name} has failed ${failedInRow} times in a row: ${sentence}`;
        well.delete(key);
        notify.tell({ type: 'monitor', level: 'warning', key, text, detail: 'It is tried again, later and later.' });
      }
      bus.touch(TOPIC);
    },
  });
  bus.define<HealthState>(TOPIC, () => {
    const { trouble } = bus.read<StatusState>('status');
    return {
      now: parts.machine.now(),
      venues: venue ? [venue.health()] : [],
      monitors: supervisor.lines(),
      feeds: feed?.feeds() ?? [],
      caches: parts.caches?.() ?? [],
      ...(trouble === undefined ? {} : { trouble }),
    };
  });
  bus.define<VenueState | undefined>('venue', () => remote?.state());
  let forget: (() => void) | undefined;
  const tick = () => {
    bus.touch(TOPIC);
    forget = alarms.after(EVERY_MILLISECONDS, tick);
  };
  return {
    start() {
      supervisor.start();
      forget ??= alarms.after(EVERY_MILLISECONDS, tick);
    },
    async close() {
      forget?.();
      supervisor.stop();
      await remote?.close();
    },
  };
}
