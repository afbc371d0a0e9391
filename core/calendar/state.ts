import type { SessionName } from '../model/instrument.ts';
import { HOUR, type Instant, type TradeDate } from '../model/time.ts';
import { addDays, isWeekday } from './business-day.ts';
import { type Bounds, type Calendar, type Calendars, calendarsByRule } from './calendar.ts';
import type { ProductGroup } from './day.ts';

/** Whether an exchange trades, and for how long it stays so. */
export interface SessionState {
  /** `preOpen`: orders are taken, nothing trades. `break`: a short pause. */
  readonly phase: 'open' | 'preOpen' | 'break' | 'closed';
  readonly tradeDate: TradeDate;
  /** Why it does not trade, or what is special about its hours: `holiday: Labor Day`, `weekend`, `early close: Christmas Eve`. */
  readonly reason?: string;
  /** When the phase ends: the close while it is open, the next open otherwise. */
  readonly until: Instant;
}

/** A pause no longer than this is a break. */
const LONGEST_BREAK = 2 * HOUR;
/** A product that trades on none of so many trade dates is taken for one that never does. */
const LOOK_AHEAD = 30;

/**
 * What an exchange is doing at an instant, for a product; `cme` stands for interest rates where none is named. Throws a `RangeError` when the
 * calendar has no session within thirty trade dates.
 */
export function sessionStateAt(
  session: SessionName,
  at: Instant,
  product?: ProductGroup,
  calendars: Calendars = calendarsByRule,
): SessionState {
  const calendar = calendars[session];
  const tradeDate = calendar.tradeDateOf(at);
  const { before, next } = around(calendar, tradeDate, at, product);
  if (at >= next.start) {
    const reason = specialHours(calendar, next);
    return { phase: 'open', tradeDate, ...(reason ? { reason } : {}), until: next.end };
  }
  if (at >= calendar.preOpen(next.start)) return { phase: 'preOpen', tradeDate, until: next.start };
  if (before && next.start - before.end <= LONGEST_BREAK) {
    return { phase: 'break', tradeDate, reason: 'break between sessions', until: next.start };
  }
  return { phase: 'closed', tradeDate, reason: closedBecause(calendar, at, next), until: next.start };
}

/** The stretch that holds an instant or comes after it, and the one before. */
function around(calendar: Calendar, date: TradeDate, at: Instant, product?: ProductGroup) {
  let before: Bounds | undefined;
  let from = calendar.previous(date);
  for (let count = 0; count < LOOK_AHEAD; count += 1) {
    for (const stretch of calendar.stretches(from, product)) {
      if (at < stretch.end) return { before, next: stretch };
      before = stretch;
    }
    from = calendar.next(from);
  }
  throw new RangeError(`The ${calendar.session} calendar has no session after ${date}; look at its special days`);
}

/** The day a stretch is part of. */
const dayOf = (calendar: Calendar, { end }: Bounds): TradeDate => calendar.sessionDay((end - 1) as Instant);

function specialHours(calendar: Calendar, stretch: Bounds): string | undefined {
  const day = dayOf(calendar, stretch);
  const special = calendar.special(day);
  if (!special || stretch.end === calendar.regularClose(day)) return undefined;
  return `${special.kind === 'short' ? 'early close' : special.kind === 'holiday' ? 'holiday hours' : 'special session'}: ${special.name}`;
}

function closedBecause(calendar: Calendar, at: Instant, next: Bounds): string {
  const today = calendar.sessionDay(at);
  const special = calendar.special(today);
  if (special?.kind === 'short' && at < calendar.regularClose(today)) return `early close: ${special.name}`;
  const until = dayOf(calendar, next);
  for (let day = today; day < until || day === today; day = addDays(day, 1)) {
    const why = calendar.special(day);
    if (why?.kind === 'holiday') return `holiday: ${why.name}`;
    if (!why && !isWeekday(day)) return 'weekend';
  }
  return 'outside trading hours';
}
