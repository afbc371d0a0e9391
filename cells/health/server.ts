import { formatAge, formatDuration, formatInteger, formatPercent } from '../../core/format.ts';
import { type Instant, MILLISECOND, SECOND } from '../../core/model/time.ts';
import type { ServiceHealth, StreamHealth, TokenHealth, VenueHealth } from '../../core/venue/health.ts';
import type { HealthState, MonitorLine } from '../../core/venue/state.ts';
import type { CellContext, Refs } from '../kind.ts';
import type {
  CacheRow,
  HealthFact,
  HealthProps,
  HealthValue,
  MonitorRow,
  ServiceRow,
  StreamRow,
  Tone,
  VenueLine,
} from './schema.ts';

export const refs = (): Refs => ({ reads: ['health'] });

const ago = (at: Instant | undefined, now: Instant): string =>
  at === undefined ? '' : formatAge(Math.max(0, now - at));

const milliseconds = (given: number | undefined): string =>
  given === undefined ? '' : formatDuration(Math.round(given * MILLISECOND));

const venueTones: Readonly<Record<VenueHealth['state'], Tone>> = {
  connecting: 'odd',
  connected: 'well',
  reconnecting: 'odd',
  disconnected: 'bad',
  refused: 'bad',
};

function tokenFact({ state, expires }: TokenHealth, now: Instant): HealthFact {
  const left = expires === undefined ? '' : `, ${formatDuration(Math.max(0, expires - now))} left`;
  if (state === 'valid') return { name: 'token', text: `valid${left}`, tone: 'well' };
  if (state === 'renewing') return { name: 'token', text: `renewing${left}`, tone: 'well' };
  return { name: 'token', text: state, tone: state === 'absent' ? 'odd' : 'bad' };
}

/** The oldest of what is followed: one silent feed is not hidden by the others. */
function feedFact(feeds: HealthState['feeds'], now: Instant): HealthFact {
  if (feeds.length === 0) return { name: 'feed', text: 'none', tone: 'none' };
  const stale = feeds.filter((feed) => feed.stale);
  const silent = feeds.some(({ tsLast }) => tsLast === undefined);
  const oldest = feeds.reduce((least, { tsLast }) => Math.min(least, tsLast ?? now), now as number);
  const age = silent ? 'nothing yet' : formatAge(Math.max(0, now - oldest));
  if (stale.length === 0) return { name: 'feed', text: age, tone: silent ? 'none' : 'well' };
  return { name: 'feed', text: `${age}, ${stale.length} of ${feeds.length} stale`, tone: 'odd' };
}

/** Of the service that has the least left. */
function headroomFact(services: readonly ServiceHealth[]): HealthFact | undefined {
  const shares = services.flatMap(({ headroom }) => (headroom ? [headroom] : []));
  const [least] = shares.toSorted((a, b) => a.left / a.of - b.left / b.of);
  if (!least) return undefined;
  const text = `${formatInteger(Math.floor(least.left))} of ${formatInteger(Math.floor(least.of))}`;
  return { name: 'headroom', text, tone: least.left * 5 < least.of ? 'odd' : 'well' };
}

function cacheFact(caches: VenueHealth['caches']): HealthFact | undefined {
  const hits = caches.reduce((sum, cache) => sum + cache.hits, 0);
  const asked = caches.reduce((sum, cache) => sum + cache.hits + cache.misses, 0);
  if (asked === 0) return undefined;
  return { name: 'cache hits', text: formatPercent(hits / asked, { decimals: 0 }), tone: 'none' };
}

function skewFact({ clockSkew }: VenueHealth): HealthFact | undefined {
  if (clockSkew === undefined || Math.abs(clockSkew) < SECOND) return undefined;
  const text = `${formatDuration(Math.abs(clockSkew))} ${clockSkew > 0 ? 'ahead' : 'behind'}`;
  return { name: 'clock', text, tone: Math.abs(clockSkew) > 30 * SECOND ? 'odd' : 'none' };
}

function serviceRow(service: ServiceHealth, now: Instant): ServiceRow {
  const { name, breaker, calls, failures, retries, p50, p99, headroom, lastError } = service;
  return {
    name,
    tone: breaker === 'closed' ? 'well' : breaker === 'open' ? 'bad' : 'odd',
    breaker: breaker === 'closed' ? 'well' : breaker === 'open' ? 'resting' : 'trying',
    calls: formatInteger(calls),
    failures: formatInteger(failures),
    retries: formatInteger(retries),
    p50: milliseconds(p50),
    p99: milliseconds(p99),
    headroom: headroom
      ? `${formatInteger(Math.floor(headroom.left))} of ${formatInteger(Math.floor(headroom.of))}`
      : '',
    lastError: lastError ? `${lastError.sentence} (${ago(lastError.at, now)})` : '',
    trace: lastError?.traceId === undefined ? null : { id: lastError.traceId, ts: lastError.at },
  };
}

function streamRow(stream: StreamHealth, now: Instant): StreamRow {
  const { name, state, since, messages, lastMessage, reconnects, subscriptions } = stream;
  return {
    name,
    tone: state === 'connected' ? 'well' : state === 'disconnected' ? 'bad' : 'odd',
    state,
    since: ago(since, now),
    messages: formatInteger(messages),
    last: ago(lastMessage, now),
    reconnects: formatInteger(reconnects),
    subscriptions: formatInteger(subscriptions),
  };
}

const cacheRow = ({ name, entries, hits, misses }: VenueHealth['caches'][number]): CacheRow => ({
  name,
  entries: formatInteger(entries),
  hits: formatInteger(hits),
  misses: formatInteger(misses),
  rate: hits + misses === 0 ? '' : formatPercent(hits / (hits + misses), { decimals: 0 }),
});

function venueLine(venue: VenueHealth, feeds: HealthState['feeds'], now: Instant): VenueLine {
  const failed = venue.services.flatMap(({ lastError }) => (lastError ? [lastError] : []));
  const [last] = failed.toSorted((a, b) => b.at - a.at);
  const facts = [
    venue.token && tokenFact(venue.token, now),
    feedFact(feeds, now),
    headroomFact(venue.services),
    cacheFact(venue.caches),
    skewFact(venue),
    venue.malformed === 0
      ? undefined
      : ({ name: 'unreadable', text: formatInteger(venue.malformed), tone: 'odd' } satisfies HealthFact),
  ];
  return {
    name: venue.venue,
    environment: venue.environment,
    tone: venueTones[venue.state],
    state: `${venue.state} ${ago(venue.since, now)}`,
    reason: venue.reason ?? null,
    login: venue.token?.login !== undefined,
    facts: facts.filter((each) => each !== undefined),
    lastError: last
      ? {
          age: ago(last.at, now),
          sentence: last.sentence,
          trace: last.traceId === undefined ? null : { id: last.traceId, ts: last.at },
        }
      : null,
    services: venue.services.map((service) => serviceRow(service, now)),
    streams: venue.streams.map((stream) => streamRow(stream, now)),
    caches: venue.caches.map(cacheRow),
  };
}

const monitorTones: Readonly<Record<MonitorLine['state'], Tone>> = {
  starting: 'none',
  well: 'well',
  late: 'odd',
  failing: 'bad',
  stopped: 'none',
};

function monitorRow(line: MonitorLine, now: Instant): MonitorRow {
  const { name, state, lastRun, lastSuccess, runs, failures, restarts, sentence, traceId } = line;
  return {
    name,
    tone: monitorTones[state],
    state,
    success: ago(lastSuccess, now),
    runs: formatInteger(runs),
    failures: formatInteger(failures),
    restarts: formatInteger(restarts),
    sentence: sentence ?? '',
    trace: traceId === undefined || lastRun === undefined ? null : { id: traceId, ts: lastRun },
  };
}

function healthValue(state: HealthState | undefined): HealthValue {
  if (!state) return { known: false, trouble: null, venues: [], monitors: [], caches: [] };
  const { now } = state;
  return {
    known: true,
    trouble: state.trouble ?? null,
    venues: state.venues.map((venue) => venueLine(venue, state.feeds, now)),
    monitors: state.monitors.map((line) => monitorRow(line, now)),
    caches: (state.caches ?? []).filter(({ hits, misses }) => hits + misses > 0).map(cacheRow),
  };
}

export async function* frames(_props: HealthProps, context: CellContext): AsyncIterable<HealthValue> {
  for await (const _ of context.changes('health')) yield healthValue(context.read<HealthState>('health'));
}
