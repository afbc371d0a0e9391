import type { ProductGroup } from '../../core/calendar/day.ts';
import { sessionStateAt } from '../../core/calendar/state.ts';
import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { DayPnl } from '../../core/pnl/day.ts';
import type { StatusState } from '../../core/topics.ts';
import type { Venue } from '../../core/venue/port.ts';
import type { DeskInstruments } from './instruments.ts';
import type { MarketDesk } from './market-desk.ts';
import type { DeskRecord } from './record.ts';
import { versions } from './versions.ts';

export interface StatusParts {
  readonly venue: Venue;
  readonly started: Instant;
  readonly clock: Clock;
  readonly record: DeskRecord;
  readonly market: MarketDesk;
  readonly pnl: DayPnl;
  /** The product group of a root, where it is not interest rates. */
  readonly groups: ReadonlyMap<string, ProductGroup>;
  /** Why no order is taken; undefined while orders are. */
  readonly trouble: () => string | undefined;
}

export function statusOf({
  venue,
  started,
  clock,
  record,
  market,
  pnl,
  groups,
  trouble,
}: StatusParts): () => StatusState {
  const { journal, recorder } = record;
  const known = versions();
  return () => {
    const now = clock.now();
    const { orders, fills, bytes, commitMicroseconds } = journal.counts();
    const recorded = recorder.counts();
    const fault = journal.fault();
    const stands = trouble();
    const stepped = clock.stepped?.();
    return {
      ...journal.key,
      venue: venue.name,
      synthetic: venue.capabilities.synthetic,
      started,
      now,
      tradeDate: pnl.tradeDate,
      sessions: sessionsAt(record.instruments, groups, now),
      feeds: market.feeds(now),
      ...(stands === undefined ? {} : { trouble: stands }),
      ...(stepped === undefined ? {} : { stepped }),
      journal: {
        orders,
        fills,
        marketRows: recorded.rows,
        bytes: bytes + recorded.bytes,
        commitMicroseconds,
        waiting: fault?.waiting ?? 0,
        ...(fault ? { waitingSince: fault.since } : {}),
        dropped: recorded.dropped,
      },
      versions: known,
    };
  };
}

function sessionsAt(
  { traded, calendars }: DeskInstruments,
  groups: ReadonlyMap<string, ProductGroup>,
  now: Instant,
): StatusState['sessions'] {
  const states = new Map<string, StatusState['sessions'][number]>();
  for (const { root, session } of traded) {
    const group = groups.get(root) ?? 'rates';
    const key = `${session} ${group}`;
    if (!states.has(key)) states.set(key, { session, group, ...sessionStateAt(session, now, group, calendars) });
  }
  return [...states.values()];
}
