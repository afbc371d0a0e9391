import type { ProductGroup } from '../../core/calendar/day.ts';
import { zoneOf } from '../../core/calendar/session.ts';
import {
  formatAge,
  formatBytes,
  formatDateTime,
  formatDay,
  formatDuration,
  formatInteger,
  formatTime,
  formatZone,
} from '../../core/format.ts';
import type { SessionName } from '../../core/model/instrument.ts';
import { DAY, type Instant, SECOND } from '../../core/model/time.ts';
import type { RefusalsState, StatusState } from '../../core/topics.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { Fact, StatusProps, StatusValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['status', 'refusals'] });

type Feed = StatusState['feeds'][number];
type Find = CellContext['instrument'];

const slowAfter = 5 * SECOND;
const silentAfter = 60 * SECOND;
const shownRefusals = 5;

function feedOf({ instrument, tsLast, eventsPerSecond }: Feed, now: Instant, find: Find): StatusValue['feeds'][number] {
  const rate = formatInteger(Math.round(eventsPerSecond));
  if (tsLast === undefined) return { instrument, last: '', age: '', state: 'none', eventsPerSecond: rate };
  const zone = zoneOf(find(instrument).session);
  const age = now - tsLast;
  return {
    instrument,
    last: `${formatTime(tsLast, zone, 'seconds')} ${formatZone(tsLast, zone)}`,
    age: formatAge(age),
    state: age < slowAfter ? 'live' : age < silentAfter ? 'slow' : 'silent',
    eventsPerSecond: rate,
  };
}

const market = (state: StatusState): Fact => ({
  name: 'venue',
  text: state.venue,
  ...(state.synthetic ? { note: 'a synthetic market: prices are invented' } : {}),
});

const exchanges: Readonly<Record<SessionName, string>> = { cme: 'CME', nse: 'NSE', utc: 'Round the clock' };
const groupNames: Readonly<Record<ProductGroup, string>> = {
  rates: 'rates',
  equity: 'equity',
  metals_energy: 'metals, energy',
};

/** One line an exchange, or one a product group where they keep different hours. */
function sessionFacts({ sessions, now, synthetic }: StatusState): Fact[] {
  return sessions.flatMap((state, index): Fact | Fact[] => {
    const { session, group, phase, reason, until } = state;
    const same = sessions.filter((other) => other.session === session);
    const alike = same.every((other) => other.phase === phase && other.until === until);
    if (alike && same[0] !== sessions[index]) return [];
    const zone = zoneOf(session);
    const time = `${formatTime(until, zone, 'minutes')} ${formatZone(until, zone)}`;
    const day = formatDay(until, zone) === formatDay(now, zone) ? '' : `${formatDay(until, zone)} `;
    const words = { open: 'open, closes', preOpen: 'pre-open, opens', break: 'break, opens', closed: 'closed, opens' };
    const notes = [reason, synthetic && phase !== 'open' ? 'the synthetic market goes on' : undefined].filter(Boolean);
    return {
      name: alike ? exchanges[session] : `${exchanges[session]} ${groupNames[group]}`,
      text: `${words[phase]} ${day}${time}`,
      ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
    };
  });
}

const refusalsOf = (state: RefusalsState | undefined): StatusValue['refusals'] => ({
  total: state?.total ?? 0,
  newest: (state?.refusals ?? []).slice(0, shownRefusals).map(({ at, subject, reason }) => ({
    time: formatTime(at, 'UTC', 'seconds'),
    at: `${formatDateTime(at, 'UTC')} UTC`,
    subject,
    reason,
  })),
});

/** That the machine's clock was set, for a day. */
function stepText({ stepped, now }: StatusState): string {
  if (stepped === undefined || now - stepped.at > DAY) return '';
  const { at, by, ahead } = stepped;
  const amount = formatDuration(Math.abs(by));
  const when = `at ${formatTime(at, 'UTC', 'seconds')} UTC`;
  if (by > 0) return `; the machine slept or its clock was set forward by ${amount} ${when}`;
  const behind = ahead < SECOND ? '' : `: still ${formatDuration(ahead)} ahead of it, at half speed until they meet`;
  return `; the machine's clock was set back by ${amount} ${when}${behind}`;
}

/** What is not on disk: kept in memory until the disk can be written, or let go. */
function waitingFacts({ journal, now }: StatusState): Fact[] {
  const { waiting, waitingSince, dropped } = journal;
  const since = waitingSince === undefined ? [] : [waitingSince];
  return [
    ...since.map((at) => ({
      name: 'in memory',
      text: formatInteger(waiting),
      note: `not on disk yet; it cannot be written for ${formatDuration(now - at)}`,
    })),
    ...(dropped === 0 ? [] : [{ name: 'dropped', text: formatInteger(dropped), note: 'market rows never written' }]),
  ];
}

/** What the status cell shows; times that belong to no exchange are UTC. */
function statusValue(state: StatusState | undefined, refused: RefusalsState | undefined, find: Find): StatusValue {
  const refusals = refusalsOf(refused);
  if (!state)
    return {
      environment: null,
      synthetic: false,
      trouble: null,
      console: [],
      feeds: [],
      journal: [],
      refusals,
      versions: [],
    };
  const { journal, now } = state;
  return {
    environment: state.environment,
    synthetic: state.synthetic,
    trouble: state.trouble ?? null,
    console: [
      { name: 'environment', text: state.environment, note: `run ${state.run}` },
      market(state),
      ...sessionFacts(state),
      {
        name: 'clock',
        text: `${formatDateTime(now, 'UTC')} UTC`,
        note: `trade date ${state.tradeDate}${stepText(state)}`,
      },
      {
        name: 'started',
        text: `${formatDateTime(state.started, 'UTC')} UTC`,
        note: `${formatDuration(now - state.started)} ago`,
      },
    ],
    feeds: state.feeds.map((feed) => feedOf(feed, now, find)),
    journal: [
      { name: 'orders', text: formatInteger(journal.orders) },
      { name: 'fills', text: formatInteger(journal.fills) },
      { name: 'market rows', text: formatInteger(journal.marketRows) },
      { name: 'size', text: formatBytes(journal.bytes) },
      { name: 'last commit', text: formatDuration(journal.commitMicroseconds) },
      ...waitingFacts(state),
    ],
    refusals,
    versions: state.versions.map(({ name, version }) => ({ name, text: version })),
  };
}

export async function* frames(_props: StatusProps, context: CellContext): AsyncIterable<StatusValue> {
  for await (const _ of context.changes('status', 'refusals')) {
    const refused = context.read<RefusalsState>('refusals');
    yield statusValue(context.read<StatusState>('status'), refused, (name) => context.instrument(name));
  }
}
