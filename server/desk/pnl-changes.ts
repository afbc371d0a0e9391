import { NO_MONEY } from '../../core/model/money.ts';
import { signedQuantity } from '../../core/model/quantity.ts';
import type { MinutePnl } from '../../core/pnl/day.ts';
import type { PnlRow } from '../journal/port.ts';

const dayOf = ({ account, strategy, instrument, tradeDate }: PnlRow): string =>
  `${account} ${strategy} ${instrument} ${tradeDate}`;

const stood = ({ quantity, realized, unrealized }: PnlRow) => ({ quantity, realized, unrealized });
const nothing = { quantity: signedQuantity(0), realized: NO_MONEY, unrealized: NO_MONEY };

/**
 * The rows to journal so that what was journalled becomes `minutes` (ascending): new ones and those that stood otherwise. A minute in which nothing
 * happened stands as the one before it, or at nothing when no position is left on its day.
 */
export function pnlChanges(journalled: readonly PnlRow[], minutes: readonly MinutePnl[]): readonly PnlRow[] {
  if (journalled.length === 0) return minutes;
  const newest = new Map<string, PnlRow>();
  for (const row of journalled) newest.set(`${dayOf(row)} ${row.ts}`, row);
  const days = new Map<string, MinutePnl[]>();
  for (const minute of minutes) {
    const day = days.get(dayOf(minute));
    if (day) day.push(minute);
    else days.set(dayOf(minute), [minute]);
  }
  const changes: PnlRow[] = [];
  for (const minute of minutes) {
    const key = `${dayOf(minute)} ${minute.ts}`;
    const before = newest.get(key);
    newest.delete(key);
    if (before === undefined || !isSame(before, minute)) changes.push(minute);
  }
  for (const row of newest.values()) {
    const last = days.get(dayOf(row))?.findLast(({ ts }) => ts < row.ts);
    const now = { ...row, ...(last ? stood(last) : nothing) };
    if (!isSame(row, now)) changes.push(now);
  }
  return changes;
}

const isSame = (a: PnlRow, b: PnlRow): boolean =>
  a.quantity === b.quantity && a.realized === b.realized && a.unrealized === b.unrealized;
