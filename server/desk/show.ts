import type { OrderNews } from '../../core/alerts/order-notices.ts';
import type { Fill } from '../../core/model/fill.ts';
import { signedQuantity } from '../../core/model/quantity.ts';
import type { JournalEntry } from '../journal/port.ts';
import type { DeskParts } from './parts.ts';

export interface Shown {
  /** Topics that are others now. */
  readonly touched: ReadonlySet<string>;
  /** Fills that happened before others of their position: they are not folded yet. */
  readonly late: readonly Fill[];
  /** The entries with what their fills did. */
  readonly news: readonly OrderNews[];
}

/** Folds what has come to the journal. A fill that was folded from the journal meanwhile is not folded twice. */
export function showEntries(
  entries: readonly JournalEntry[],
  { orders, fills, pnl }: Pick<DeskParts, 'orders' | 'fills' | 'pnl'>,
): Shown {
  const touched = new Set(['orders']);
  const late: Fill[] = [];
  const news: OrderNews[] = [];
  for (const entry of entries) {
    const { event, fill } = entry;
    orders.show(event);
    if (fill === undefined || pnl.book.has(fill.executionId)) {
      news.push(entry);
      continue;
    }
    if (pnl.isLate(fill)) {
      late.push(fill);
      news.push(entry);
      continue;
    }
    const matches = pnl.fill(fill);
    const left = pnl.book.position(fill)?.quantity ?? signedQuantity(0);
    news.push({ ...entry, booked: { matches, left } });
    if (fill.tradeDate === pnl.tradeDate) fills.add(fill);
    for (const topic of ['fills', 'positions', 'pnl']) touched.add(topic);
  }
  return { touched, late, news };
}
