import type { Notify } from '../../core/alerts/notification.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../core/calendar/day.ts';
import { sessionStateAt } from '../../core/calendar/state.ts';
import { formatDuration } from '../../core/format.ts';
import { type Instant, SECOND } from '../../core/model/time.ts';
import type { StatusState } from '../../core/topics.ts';
import type { VenueCapabilities } from '../../core/venue/port.ts';
import type { HealthState } from '../../core/venue/state.ts';
import type { Desk } from '../desk/port.ts';
import type { Look, Monitor, Pace } from './monitor.ts';

export interface FeedParts {
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'instrument'>;
  readonly capabilities: Pick<VenueCapabilities, 'streaming' | 'synthetic'>;
  readonly calendars: Calendars;
  /** The product group of a root, where it is not interest rates. */
  readonly groups: ReadonlyMap<string, ProductGroup>;
  readonly notify: Notify;
  /** The venue is away, of which people are told already. */
  isAway(): boolean;
  readonly settings: Pace & { readonly staleSeconds: number };
}

type Feed = HealthState['feeds'][number];

const keyOf = (instrument: string): string => `feed:${instrument}`;

/** Whether quotes, trades or bars come while they should: the exchange is open, and the venue tells them by itself. */
export class FeedMonitor implements Monitor {
  readonly name = 'feed';
  readonly pace: Pace;
  readonly #parts: FeedParts;
  /** Since when this monitor has seen a session open without a break, by instrument. */
  readonly #openSince = new Map<string, Instant>();
  readonly #stale = new Set<string>();
  readonly #told = new Set<string>();

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  /** As they are, with what the newest look thought of them. */
  feeds(): readonly Feed[] {
    if (!this.#parts.capabilities.streaming) return [];
    return this.#read().map(({ instrument, tsLast }) => ({
      instrument,
      ...(tsLast === undefined ? {} : { tsLast }),
      stale: this.#stale.has(instrument),
    }));
  }

  look(): Look {
    if (!this.#parts.capabilities.streaming) return { sentence: 'The venue tells no market data by itself.' };
    const now = this.#parts.desk.clock.now();
    const feeds = this.#read().filter(({ instrument }) => this.#isWatched(instrument));
    for (const { instrument, tsLast } of feeds) this.#lookAt(instrument, tsLast, now);
    const stale = [...this.#stale];
    if (stale.length > 0) return { sentence: `Nothing comes of ${stale.join(', ')}.` };
    const open = this.#openSince.size;
    if (feeds.length === 0) return { sentence: 'No instrument is followed.' };
    return { sentence: open === 0 ? 'No session is open.' : `${open} of ${feeds.length} feeds in session, all alive.` };
  }

  #lookAt(instrument: string, tsLast: Instant | undefined, now: Instant): void {
    if (!this.#isOpen(instrument, now)) {
      this.#openSince.delete(instrument);
      this.#fresh(instrument);
      return;
    }
    const since = this.#openSince.get(instrument) ?? now;
    this.#openSince.set(instrument, since);
    const silent = now - Math.max(since, tsLast ?? 0);
    if (silent > this.#parts.settings.staleSeconds * SECOND) this.#silent(instrument, silent);
    else this.#fresh(instrument);
  }

  /** Nobody may want an option for an hour; that the feed is dead is seen by what it is on. */
  #isWatched(instrument: string): boolean {
    return this.#parts.desk.instrument(instrument).option === undefined;
  }

  #isOpen(instrument: string, now: Instant): boolean {
    const { capabilities, desk, groups, calendars } = this.#parts;
    if (capabilities.synthetic) return true;
    const { session, root } = desk.instrument(instrument);
    return sessionStateAt(session, now, groups.get(root) ?? 'rates', calendars).phase === 'open';
  }

  #fresh(instrument: string): void {
    this.#stale.delete(instrument);
    if (this.#told.delete(instrument)) this.#parts.notify.over(keyOf(instrument));
  }

  #silent(instrument: string, silent: number): void {
    this.#stale.add(instrument);
    if (this.#told.has(instrument) || this.#parts.isAway()) return;
    this.#told.add(instrument);
    const text = `No quote, trade or bar of ${instrument} has come for ${formatDuration(silent)}, and its session is open.`;
    const detail = 'Its prices are old. See whether the venue is connected and the contract is still traded.';
    this.#parts.notify.tell({ type: 'monitor', level: 'warning', key: keyOf(instrument), text, detail, instrument });
  }

  #read(): StatusState['feeds'] {
    return this.#parts.desk.bus.read<StatusState>('status').feeds;
  }
}
