import { tradeDateBounds } from '../../core/calendar/session.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { Bar } from '../../core/model/market.ts';
import { type Instant, instant, MINUTE } from '../../core/model/time.ts';
import { applyOrderEvent } from '../../core/orders/apply.ts';
import type { DayPnl, MinutePnl } from '../../core/pnl/day.ts';
import type { DayFills } from './fills.ts';
import type { Orders } from './orders.ts';
import type { DeskRecord } from './record.ts';

const CLOSED_ORDERS = 500;

/** Orders as they were when the process ended: a fold of what the journal has of them. */
export function restoreOrders(orders: Orders, { journal }: DeskRecord): void {
  for (const event of journal.recentOrderEvents(CLOSED_ORDERS)) {
    const { order } = orders.advance(event);
    if (order) orders.show(order);
  }
}

/** An order that is no longer at hand, from the journal. */
export const orderFromJournal =
  ({ journal }: Pick<DeskRecord, 'journal'>) =>
  (clientOrderId: Parameters<typeof journal.orderEventsOf>[0]) => {
    let order: ReturnType<typeof applyOrderEvent>['order'];
    for (const event of journal.orderEventsOf(clientOrderId)) order = applyOrderEvent(order, event).order;
    return order;
  };

/**
 * Positions from every fill, and today's P&L minute by minute from today's fills and the closes of its minute bars. Gives the
 * minutes that the journal does not have yet.
 */
export function restorePnl(pnl: DayPnl, fills: DayFills, record: DeskRecord, now: Instant): MinutePnl[] {
  const { journal, recorder, instruments } = record;
  const { read } = recorder;
  const begin = tradeDateBounds('cme', pnl.tradeDate).start;
  const today: Fill[] = [];
  for (const fill of journal.fills()) {
    if (fill.tsEvent >= begin) today.push(fill);
    else pnl.fill(fill);
  }
  const ids = new Set([
    ...instruments.traded.map(({ id }) => id),
    ...Array.from(pnl.book.positions(), ({ key }) => key.instrument),
  ]);
  for (const id of ids) {
    const bar = read.barBefore(id, begin);
    if (bar) pnl.mark(id, bar.close, instant(bar.tsStart + MINUTE - 1));
  }
  pnl.roll(pnl.tradeDate);
  const bars = [...ids].flatMap((id) => read.bars(id, begin, now)).sort((a, b) => a.tsStart - b.tsStart);
  const journalled = journal.lastPnl();
  const missing = [...replayMinutes(pnl, today, bars, now)].flat().filter(({ ts }) => ts > journalled);
  for (const fill of today) if (fill.tradeDate === pnl.tradeDate) fills.add(fill);
  for (const trade of recorder.lastTrades().values()) pnl.mark(trade.instrument, trade.price, trade.tsEvent);
  return missing;
}

/**
 * Folds fills and bars in time and yields what stood at the end of each minute (or longer step) that had either. Both ascend; the day is turned by
 * the caller, so nothing here may lie in two trade dates.
 */
export function* replayMinutes(
  pnl: DayPnl,
  fills: readonly Fill[],
  bars: readonly Bar[],
  now: Instant,
  step = MINUTE,
): Generator<readonly MinutePnl[]> {
  let fill = 0;
  let bar = 0;
  for (;;) {
    const next = Math.min(
      fills[fill]?.tsEvent ?? Number.POSITIVE_INFINITY,
      bars[bar]?.tsStart ?? Number.POSITIVE_INFINITY,
    );
    if (!Number.isFinite(next)) return;
    const end = instant((Math.floor(next / step) + 1) * step);
    for (; (fills[fill]?.tsEvent ?? end) < end; fill += 1) pnl.fill(fills[fill]!);
    for (; (bars[bar]?.tsStart ?? end) < end; bar += 1) {
      const { instrument, close, tsStart } = bars[bar]!;
      pnl.mark(instrument, close, instant(tsStart + MINUTE - 1));
    }
    if (end <= now) yield pnl.minute(end);
  }
}
