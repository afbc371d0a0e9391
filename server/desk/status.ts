import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { DayPnl } from '../../core/pnl/day.ts';
import type { StatusState } from '../../core/topics.ts';
import type { Venue } from '../../core/venue/port.ts';
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
}

export function statusOf({ venue, started, clock, record, market, pnl }: StatusParts): () => StatusState {
  const { journal, recorder } = record;
  const known = versions();
  return () => {
    const now = clock.now();
    const { orders, fills, bytes, commitMicroseconds } = journal.counts();
    const recorded = recorder.counts();
    return {
      ...journal.key,
      venue: venue.name,
      synthetic: venue.capabilities.synthetic,
      started,
      now,
      tradeDate: pnl.tradeDate,
      feeds: market.feeds(now),
      journal: { orders, fills, marketRows: recorded.rows, bytes: bytes + recorded.bytes, commitMicroseconds },
      versions: known,
    };
  };
}
