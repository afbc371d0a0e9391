import { tradeDateBounds } from '../../core/calendar/session.ts';
import type { SessionName } from '../../core/model/instrument.ts';
import { addMoney, money, NO_MONEY, subtractMoney } from '../../core/model/money.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { PnlPoint } from '../../core/topics.ts';
import type { PastDay, PnlRecord } from './record.ts';

/**
 * The same P&L with what another method realized: how lots are matched moves P&L between realized and open and never changes their sum.
 * `realized` ascends in time.
 */
export function underMethod(
  points: readonly PnlPoint[],
  realized: NonNullable<PnlRecord['realizedToday']>,
): readonly PnlPoint[] {
  let next = 0;
  let sum = NO_MONEY;
  return points.map((point) => {
    for (; next < realized.length && realized[next]!.ts <= point.ts; next++)
      sum = addMoney(sum, realized[next]!.realized);
    const total = addMoney(point.realized, point.unrealized);
    return { ts: point.ts, realized: sum, unrealized: subtractMoney(total, sum) };
  });
}

/** The end of a trade date to the millisecond, which still lies in it. */
const endOf = (session: SessionName, { tradeDate }: PastDay): Instant =>
  instant(tradeDateBounds(session, tradeDate).end - MILLISECOND);

/** P&L since the beginning of the first day, at the end of each day and now. It begins at zero, where the first day began. */
export function dayByDay(
  days: readonly PastDay[],
  today: PnlPoint | undefined,
  session: SessionName,
): readonly PnlPoint[] {
  const [first] = days;
  if (!first) return today ? [today] : [];
  const start = tradeDateBounds(session, first.tradeDate).start;
  const points: PnlPoint[] = [{ ts: start, realized: NO_MONEY, unrealized: NO_MONEY }];
  let realized = 0;
  let total = 0;
  const add = (ts: Instant) => points.push({ ts, realized: money(realized), unrealized: money(total - realized) });
  for (const day of days) {
    realized += day.realized;
    total += day.total;
    add(endOf(session, day));
  }
  if (today) {
    realized += today.realized;
    total += today.realized + today.unrealized;
    add(today.ts);
  }
  return points;
}
