import type { Fill } from '../../core/model/fill.ts';
import type { JournalEntry } from '../journal/port.ts';
import type { DeskParts } from './parts.ts';

export interface Shown {
  /** Topics that are others now. */
  readonly touched: ReadonlySet<string>;
  /** Fills that happened before others of their position: they are not folded yet. */
  readonly late: readonly Fill[];
}

/** Folds what has come to the journal. A fill that was folded from the journal meanwhile is not folded twice. */
export function showEntries(
  entries: readonly JournalEntry[],
  { orders, fills, pnl }: Pick<DeskParts, 'orders' | 'fills' | 'pnl'>,
): Shown {
  const touched = new Set(['orders']);
  const late: Fill[] = [];
  for (const { event, fill } of entries) {
    orders.show(event);
    if (fill === undefined || pnl.book.has(fill.executionId)) continue;
    if (pnl.isLate(fill)) {
      late.push(fill);
      continue;
    }
    pnl.fill(fill);
    if (fill.tradeDate === pnl.tradeDate) fills.add(fill);
    for (const topic of ['fills', 'positions', 'pnl']) touched.add(topic);
  }
  return { touched, late };
}
