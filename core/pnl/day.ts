import { type Calendars, calendarsByRule } from '../calendar/calendar.ts';
import type { Fill } from '../model/fill.ts';
import type { Instrument } from '../model/instrument.ts';
import { addMoney, type Money, NO_MONEY, subtractMoney } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import type { SignedQuantity } from '../model/quantity.ts';
import type { Instant, TradeDate } from '../model/time.ts';
import { SettlementBook } from '../settlement/book.ts';
import type { Settlement } from '../settlement/settlement.ts';
import type { PnlPoint, PnlSeries, PnlState, PositionState, PositionsState } from '../topics.ts';
import { bookFill, type Unbooked } from './book-fill.ts';
import { DayTally } from './day-tally.ts';
import { LotBook } from './lot-book.ts';
import type { Match, PositionKey } from './match.ts';
import type { LotMethod } from './method.ts';
import type { Position } from './position.ts';
import { type Mark, positionState } from './position-state.ts';

/** What one position stood at when a minute ended. */
export interface MinutePnl extends PositionKey, PnlPoint {
  readonly currency: string;
  readonly quantity: SignedQuantity;
  readonly tradeDate: TradeDate;
}

export interface DayPnlOptions {
  readonly method?: LotMethod;
  readonly settlements?: SettlementBook;
  readonly calendars?: Calendars;
}

interface Track {
  /** Unrealized at the end of the trade date before: at its settlement where there is one, else at the last price. */
  readonly carried: Money;
  /** What that was valued at; absent when nothing was held. */
  readonly carriedAt?: NonNullable<PositionState['carriedAt']>;
  readonly points: PnlPoint[];
}

/**
 * Positions and the P&L of the current trade date, folded from fills, marks, ends of minutes and turns of the day. The same calls in
 * the same order give the same states: live, after a restart, in a replay. P&L of the day is what its fills realized plus the change of
 * unrealized since the day before ended, at that day's settlement where there is one; the caller turns minutes and days, so nothing here
 * reads a clock.
 */
export class DayPnl {
  readonly settlements: SettlementBook;
  readonly #instrumentOf: (id: string) => Instrument;
  readonly #method: LotMethod | undefined;
  readonly #calendars: Calendars;
  #book: LotBook;
  #marks = new Map<string, Mark>();
  #tracks = new Map<Position, Track>();
  #tally = new DayTally();
  #unbooked: Unbooked[] = [];
  #tradeDate: TradeDate;

  /** `instrumentOf` throws for an instrument it does not know. */
  constructor(
    instrumentOf: (id: string) => Instrument,
    tradeDate: TradeDate,
    { method, settlements = new SettlementBook(), calendars = calendarsByRule }: DayPnlOptions = {},
  ) {
    this.#instrumentOf = instrumentOf;
    this.#method = method;
    this.#tradeDate = tradeDate;
    this.settlements = settlements;
    this.#calendars = calendars;
    this.#book = this.#emptyBook();
  }

  get book(): LotBook {
    return this.#book;
  }

  get tradeDate(): TradeDate {
    return this.#tradeDate;
  }

  /** The last price of each instrument. */
  get marks(): ReadonlyMap<string, Mark> {
    return this.#marks;
  }

  /** Fills that were left out since the last reset. */
  get unbooked(): readonly Unbooked[] {
    return this.#unbooked;
  }

  /** Forgets every fill, mark and minute, to be folded anew from `tradeDate` on; settlements stay. */
  reset(tradeDate: TradeDate): void {
    this.#tradeDate = tradeDate;
    this.#book = this.#emptyBook();
    this.#marks = new Map();
    this.#tracks = new Map();
    this.#tally = new DayTally();
    this.#unbooked = [];
  }

  /**
   * Books a fill once and gives what it closed. While only our own fills are known of an instrument, the newest is its mark. A fill that conflicts with
   * a known one or cannot be held exactly changes nothing and is `unbooked`.
   */
  fill(fill: Fill): readonly Match[] {
    const { instrument, price, tsEvent, tradeDate, executionId } = fill;
    const isNew = !this.#book.has(executionId);
    const matches = bookFill(this.#book, fill);
    if ('reason' in matches) {
      this.#unbooked.push(matches);
      return [];
    }
    if (this.#marks.get(instrument)?.isOwn !== false) this.#setMark(instrument, { price, ts: tsEvent, isOwn: true });
    if (!isNew || tradeDate < this.#tradeDate) return matches;
    const isFromBefore = matches.some(({ entry }) => entry.tradeDate < tradeDate);
    const start = isFromBefore ? this.#startOf(instrument, tradeDate)?.price : undefined;
    this.#tally.add(this.#book.position(fill)!, fill, matches, start);
    return matches;
  }

  /** Whether a fill happened before one that its position has already: it is folded where it belongs, from the start. */
  isLate(fill: Fill): boolean {
    return (this.#book.position(fill)?.tsUpdated ?? fill.tsEvent) > fill.tsEvent;
  }

  /** A trade of the market; one older than the last mark changes nothing. */
  mark(instrument: string, price: Price, ts: Instant): void {
    this.#setMark(instrument, { price, ts, isOwn: false });
  }

  /** Whether a mark of this instrument changes anything that is shown. */
  holds(instrument: string): boolean {
    for (const position of this.#book.positions(instrument)) if (position.quantity !== 0) return true;
    return false;
  }

  /**
   * Begins a trade date: what is unrealized now belongs to the day before. Gives, as of `ts`, what that day ends at where a settlement
   * replaces the last price, so that days add up.
   */
  roll(tradeDate: TradeDate, ts: Instant): readonly MinutePnl[] {
    const ended: MinutePnl[] = [];
    const tracks = new Map<Position, Track>();
    for (const position of this.#book.positions()) {
      if (position.quantity === 0) continue;
      const settled = this.#startOf(position.key.instrument, tradeDate);
      if (settled === undefined) {
        tracks.set(position, { carried: this.#unrealized(position), carriedAt: 'last', points: [] });
        continue;
      }
      const carried = position.unrealized(settled.price);
      tracks.set(position, { carried, carriedAt: settled.kind, points: [] });
      ended.push(this.#minute(position, this.#point(position, ts, carried)));
    }
    this.#tradeDate = tradeDate;
    this.#tracks = tracks;
    return ended;
  }

  /**
   * Ends a minute at `ts` with what stands now, so call it before anything of the next minute is folded. Gives the new points; a
   * minute that is over already gives none.
   */
  minute(ts: Instant): readonly MinutePnl[] {
    const ended: MinutePnl[] = [];
    for (const position of this.#ofTheDay()) {
      const { points } = this.#trackOf(position);
      if ((points.at(-1)?.ts ?? Number.NEGATIVE_INFINITY) >= ts) continue;
      const point = this.#point(position, ts);
      points.push(point);
      ended.push(this.#minute(position, point));
    }
    return ended;
  }

  positions(): PositionsState {
    const positions: PositionState[] = [];
    for (const position of this.#book.positions()) {
      if (position.quantity === 0 && !position.realizedByDate().has(this.#tradeDate)) continue;
      const { instrument } = position.key;
      const mark = this.#marks.get(instrument);
      positions.push(positionState(position, mark, this.settlements.marksOf(instrument), this.#ofDay(position)));
    }
    return { tradeDate: this.#tradeDate, positions };
  }

  /** The minutes so far and a live point at `now`, of every position held or traded on the trade date. */
  state(now: Instant): PnlState {
    return {
      tradeDate: this.#tradeDate,
      series: Array.from(this.#ofTheDay(), (position) => this.#series(position, now)),
    };
  }

  #series(position: Position, now: Instant): PnlSeries {
    const { points } = this.#trackOf(position);
    const ended = (points.at(-1)?.ts ?? Number.NEGATIVE_INFINITY) < now ? points : points.slice(0, -1);
    return {
      ...position.key,
      currency: this.#currencyOf(position),
      points: [...ended, this.#point(position, now)],
    };
  }

  #ofDay(position: Position) {
    const { carried, carriedAt } = this.#tracks.get(position) ?? { carried: NO_MONEY };
    const realizedOfDay = this.#tally.of(position, this.#tradeDate);
    const fees = position.feesOn(this.#tradeDate);
    const unrealized = this.#unrealized(position);
    const realized = position.realizedOn(this.#tradeDate);
    const day = subtractMoney(addMoney(realized, unrealized), carried);
    return { unrealized, realized, realizedOfDay, fees, day, ...(carriedAt ? { carriedAt } : {}) };
  }

  #setMark(instrument: string, mark: Mark): void {
    if ((this.#marks.get(instrument)?.ts ?? mark.ts) <= mark.ts) this.#marks.set(instrument, mark);
  }

  /** Written out, since a history has hundreds of thousands of them and a spread costs five times as much. */
  #minute(position: Position, { ts, realized, unrealized }: PnlPoint): MinutePnl {
    const { instrument, account, strategy } = position.key;
    const { quantity } = position;
    const currency = this.#currencyOf(position);
    return { instrument, account, strategy, ts, realized, unrealized, currency, quantity, tradeDate: this.#tradeDate };
  }

  /** The price that a trade date began with: what the trade date before it settled at. */
  #startOf(instrument: string, tradeDate: TradeDate): Settlement | undefined {
    const calendar = this.#calendars[this.#instrumentOf(instrument).session];
    return this.settlements.on(instrument, calendar.previous(tradeDate));
  }

  #emptyBook(): LotBook {
    return new LotBook((id) => this.#instrumentOf(id).multiplier, this.#method);
  }

  *#ofTheDay(): Generator<Position> {
    for (const position of this.#book.positions()) {
      const isHeld = position.quantity !== 0 || this.#tracks.has(position);
      if (isHeld || position.realizedByDate().has(this.#tradeDate)) yield position;
    }
  }

  #trackOf(position: Position): Track {
    const known = this.#tracks.get(position);
    if (known) return known;
    const track: Track = { carried: NO_MONEY, points: [] };
    this.#tracks.set(position, track);
    return track;
  }

  #point(position: Position, ts: Instant, level = this.#unrealized(position)): PnlPoint {
    const unrealized = subtractMoney(level, this.#trackOf(position).carried);
    return { ts, realized: position.realizedOn(this.#tradeDate), unrealized };
  }

  #unrealized(position: Position): Money {
    const mark = this.#marks.get(position.key.instrument);
    return mark ? position.unrealized(mark.price) : NO_MONEY;
  }

  #currencyOf(position: Position): string {
    return this.#instrumentOf(position.key.instrument).currency;
  }
}
