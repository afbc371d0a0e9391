import type { Fill } from '../model/fill.ts';
import type { Instrument } from '../model/instrument.ts';
import { type Money, NO_MONEY, subtractMoney } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import type { SignedQuantity } from '../model/quantity.ts';
import type { Instant, TradeDate } from '../model/time.ts';
import type { PnlPoint, PnlSeries, PnlState, PositionsState } from '../topics.ts';
import { LotBook, type Mark, positionStates } from './lot-book.ts';
import type { Match, PositionKey } from './match.ts';
import type { LotMethod } from './method.ts';
import type { Position } from './position.ts';

/** What one position stood at when a minute ended. */
export interface MinutePnl extends PositionKey, PnlPoint {
  readonly currency: string;
  readonly quantity: SignedQuantity;
  readonly tradeDate: TradeDate;
}

interface Track {
  /** Unrealized at the end of the trade date before. */
  readonly carried: Money;
  readonly points: PnlPoint[];
}

/**
 * Positions and the P&L of the current trade date, folded from fills, marks, ends of minutes and turns of the day. The same calls in
 * the same order give the same states: live, after a restart, in a replay. P&L of the day is what its fills realized plus the change of
 * unrealized since the day before ended; the caller turns minutes and days, so nothing here reads a clock.
 */
export class DayPnl {
  readonly book: LotBook;
  readonly #instrumentOf: (id: string) => Instrument;
  readonly #marks = new Map<string, Mark>();
  #tracks = new Map<Position, Track>();
  #tradeDate: TradeDate;

  /** `instrumentOf` throws for an instrument it does not know. */
  constructor(instrumentOf: (id: string) => Instrument, tradeDate: TradeDate, method?: LotMethod) {
    this.#instrumentOf = instrumentOf;
    this.book = new LotBook((id) => instrumentOf(id).multiplier, method);
    this.#tradeDate = tradeDate;
  }

  get tradeDate(): TradeDate {
    return this.#tradeDate;
  }

  /** The last price of each instrument. */
  get marks(): ReadonlyMap<string, Mark> {
    return this.#marks;
  }

  /** Books a fill once and gives what it closed. Where nothing traded before, its own price is the first mark. */
  fill(fill: Fill): readonly Match[] {
    if (!this.#marks.has(fill.instrument)) this.mark(fill.instrument, fill.price, fill.tsEvent);
    return this.book.apply(fill);
  }

  /** A trade of the market; one older than the last mark changes nothing. */
  mark(instrument: string, price: Price, ts: Instant): void {
    if ((this.#marks.get(instrument)?.ts ?? ts) <= ts) this.#marks.set(instrument, { price, ts });
  }

  /** Whether a mark of this instrument changes anything that is shown. */
  holds(instrument: string): boolean {
    for (const position of this.book.positions(instrument)) if (position.quantity !== 0) return true;
    return false;
  }

  /** Begins a trade date: what is unrealized now belongs to the day before. */
  roll(tradeDate: TradeDate): void {
    this.#tradeDate = tradeDate;
    this.#tracks = new Map();
    for (const position of this.book.positions()) {
      if (position.quantity !== 0) this.#tracks.set(position, { carried: this.#unrealized(position), points: [] });
    }
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
      ended.push({
        ...position.key,
        currency: this.#currencyOf(position),
        quantity: position.quantity,
        tradeDate: this.#tradeDate,
        ...point,
      });
    }
    return ended;
  }

  positions(): PositionsState {
    return { tradeDate: this.#tradeDate, positions: positionStates(this.book, this.#marks, this.#tradeDate) };
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

  *#ofTheDay(): Generator<Position> {
    for (const position of this.book.positions()) {
      const closedToday = position.realizedByDate().has(this.#tradeDate);
      if (position.quantity !== 0 || closedToday || this.#tracks.has(position)) yield position;
    }
  }

  #trackOf(position: Position): Track {
    const known = this.#tracks.get(position);
    if (known) return known;
    const track: Track = { carried: NO_MONEY, points: [] };
    this.#tracks.set(position, track);
    return track;
  }

  #point(position: Position, ts: Instant): PnlPoint {
    const unrealized = subtractMoney(this.#unrealized(position), this.#trackOf(position).carried);
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
