import { tradeDateBounds, tradeDateOf } from '../../core/calendar/session.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { Bar } from '../../core/model/market.ts';
import { type Instant, instant, MINUTE, type TradeDate } from '../../core/model/time.ts';
import { applyOrderEvent } from '../../core/orders/apply.ts';
import { amendedFills, inOrder } from '../../core/pnl/amended.ts';
import type { DayPnl, MinutePnl } from '../../core/pnl/day.ts';
import type { DayFills } from './fills.ts';
import type { Orders } from './orders.ts';
import { pnlChanges } from './pnl-changes.ts';
import type { DeskRecord } from './record.ts';

const CLOSED_ORDERS = 500;

/** Orders as they were when the process ended: a fold of what the journal has of them. */
export function restoreOrders(orders: Orders, { journal }: DeskRecord): void {
  for (const event of journal.recentOrderEvents(CLOSED_ORDERS)) orders.show(event);
}

/** An order that is no longer at hand, from the journal. */
export const orderFromJournal =
  ({ journal }: Pick<DeskRecord, 'journal'>) =>
  (clientOrderId: Parameters<typeof journal.orderEventsOf>[0]) => {
    let order: ReturnType<typeof applyOrderEvent>['order'];
    for (const event of journal.orderEventsOf(clientOrderId)) order = applyOrderEvent(order, event).order;
    return order;
  };

/** In the journal's facts, by run: the first trade date whose minutes were to be told anew when the process ended; empty when none. */
export const minutesFrom = ({ key }: Pick<DeskRecord['journal'], 'key'>): string =>
  `minutes_from ${key.environment} ${key.run}`;

/** Brings positions and P&L back and journals the minutes that are missing: those since the last one, and all that a kill left as they were. */
export async function restoreMinutes(pnl: DayPnl, fills: DayFills, record: DeskRecord, now: Instant): Promise<void> {
  const { journal } = record;
  const from = journal.meta(minutesFrom(journal)) as TradeDate | undefined;
  if (!from) {
    const last = journal.lastPnl();
    await journal.appendPnl(restorePnl(pnl, fills, record, now).filter(({ ts }) => ts > last));
    return;
  }
  const first = from < pnl.tradeDate ? from : pnl.tradeDate;
  const minutes = restorePnl(pnl, fills, record, now, first);
  await Promise.all([
    journal.appendPnl(pnlChanges(journal.pnlSince(first), minutes)),
    journal.setMeta(minutesFrom(journal), ''),
  ]);
}

/**
 * Positions from every fill, and the P&L minute by minute from the trade date `from` to today from its fills and the closes of minute bars. Gives
 * those minutes; what ended before `from` began is not told again.
 */
export function restorePnl(
  pnl: DayPnl,
  fills: DayFills,
  record: DeskRecord,
  now: Instant,
  from = pnl.tradeDate,
): MinutePnl[] {
  const { calendars, session } = record.instruments;
  const today = pnl.tradeDate;
  const lastMarks = new Map(pnl.marks);
  const { read } = record.recorder;
  const since = tradeDateBounds(session, from, calendars).start;
  const later = foldBefore(pnl, record, since, from);
  const ids = instrumentsOf(pnl, later, record);
  for (const id of ids) {
    const bar = read.barBefore(id, since);
    if (bar) pnl.mark(id, bar.close, instant(bar.tsStart + MINUTE - 1));
  }
  const rows: MinutePnl[] = [];
  for (let date = from, at = 0; date <= today; ) {
    const { start, end } = tradeDateBounds(session, date, calendars);
    const ended = pnl.roll(date, start);
    if (date !== from) rows.push(...ended);
    const first = at;
    while (at < later.length && (later[at]!.tsEvent < end || date === today)) at += 1;
    const bars = ids.flatMap((id) => read.bars(id, start, end < now ? end : now)).sort((a, b) => a.tsStart - b.tsStart);
    for (const minute of replayMinutes(pnl, later.slice(first, at), bars, now)) rows.push(...minute);
    date = tradeDateOf(session, end, calendars);
  }
  fills.roll();
  for (const fill of later) if (fill.tradeDate === today) fills.add(fill);
  for (const trade of record.recorder.lastTrades().values()) pnl.mark(trade.instrument, trade.price, trade.tsEvent);
  for (const [id, { price, ts, isOwn }] of lastMarks) if (!isOwn) pnl.mark(id, price, ts);
  return rows;
}

/** Books what happened before `since` and gives the later fills, in the order of the venue's time and as amendments leave them. */
function foldBefore(pnl: DayPnl, { journal }: DeskRecord, since: Instant, from: TradeDate): readonly Fill[] {
  const amendments = journal.amendments();
  const fold = (fills: Iterable<Fill>): Fill[] | undefined => {
    pnl.reset(from);
    const later: Fill[] = [];
    let last = Number.NEGATIVE_INFINITY;
    for (const fill of fills) {
      if (fill.tsEvent < last) return undefined;
      last = fill.tsEvent;
      if (fill.tsEvent >= since) later.push(fill);
      else pnl.fill(fill);
    }
    return later;
  };
  const journalled = () => amendedFills(journal.fills(), amendments);
  return fold(journalled()) ?? fold(inOrder(journalled())) ?? [];
}

function instrumentsOf(pnl: DayPnl, later: readonly Fill[], { instruments }: DeskRecord): readonly string[] {
  const ids = new Set(instruments.traded.map(({ id }) => id));
  for (const { key } of pnl.book.positions()) ids.add(key.instrument);
  for (const { instrument } of later) ids.add(instrument);
  return [...ids];
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
