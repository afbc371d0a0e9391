import type { Instant } from '../../core/model/time.ts';
import type { Unbooked } from '../../core/pnl/book-fill.ts';
import type { RefusalsState } from '../../core/topics.ts';
import type { Journal } from '../journal/port.ts';

const SHOWN_REFUSALS = 50;

export const refusalsState = (journal: Journal): RefusalsState => ({
  total: journal.counts().refusals,
  refusals: journal.refusals(SHOWN_REFUSALS).map(({ at, subject, reason }) => ({ at, subject, reason })),
});

const NEWEST = 1_000;

/** Journals what the record holds and no lot can be made of, once and not at every start. */
export async function refuseUnbooked(journal: Journal, unbooked: readonly Unbooked[], at: Instant): Promise<void> {
  if (unbooked.length === 0) return;
  const told = new Set(journal.refusals(NEWEST).map(({ reason }) => reason));
  const fresh = unbooked.filter(({ reason }) => !told.has(reason));
  await Promise.all(
    fresh.map(({ fill, reason }) =>
      journal.appendRefusal({ at, subject: 'fill', reason, detail: JSON.stringify(fill) }),
    ),
  );
}
