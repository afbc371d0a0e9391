import type { Bus } from '../../core/bus.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { TradeDate } from '../../core/model/time.ts';
import type { DayPnl } from '../../core/pnl/day.ts';
import type { PositionKey } from '../../core/pnl/match.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { FillOrigin, RefusalSubject } from '../journal/port.ts';
import {
  amendmentProblem,
  conflictProblem,
  executionProblem,
  fillProblem,
  settlementProblem,
} from './check-history.ts';
import type { DayFills } from './fills.ts';
import type { ComingFills } from './order-entries.ts';
import { pnlChanges } from './pnl-changes.ts';
import { HistoryRefused, type ImportedFills, type Refused, type Settled } from './port.ts';
import type { DeskRecord } from './record.ts';
import { minutesFrom, restorePnl } from './restore.ts';
import { touchMarks } from './settlements.ts';

export interface HistoryParts {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly record: DeskRecord;
  readonly fills: DayFills;
  readonly pnl: DayPnl;
  readonly calendars: Calendars;
  readonly coming: ComingFills;
}

/** What is told of the past: journal first, then everything folded anew from the first trade date that it changes. */
export class DeskHistory {
  readonly #parts: HistoryParts;
  /** First trade dates of what is under way. */
  readonly #unfinished: TradeDate[] = [];
  /** First trade dates of minutes that could not be journalled. */
  #missed: TradeDate[] = [];

  constructor(parts: HistoryParts) {
    this.#parts = parts;
  }

  readonly #dayOf = ({ tsEvent }: Fill): TradeDate =>
    tradeDateOf(this.#parts.record.instruments.session, tsEvent, this.#parts.calendars);

  async importFills(given: readonly Fill[], origin: FillOrigin): Promise<ImportedFills> {
    const { coming } = this.#parts;
    const { journal, instruments } = this.#parts.record;
    const now = this.#parts.clock.now();
    // a venue's clock may be ahead of ours
    const { good, refused } = sorted(given, (fill) =>
      origin === 'venue' ? executionProblem(fill, instruments.resolve) : fillProblem(fill, instruments.resolve, now),
    );
    for (const fill of good) coming.set(fill.executionId, fill);
    return this.#whole(good.map(this.#dayOf), async () => {
      const { added, known, conflicts } = await journal.appendFills(good, origin).finally(() => {
        for (const { executionId } of good) coming.delete(executionId);
      });
      for (const conflict of conflicts) refused.push({ what: conflict.fill, reason: conflictProblem(conflict) });
      await this.#refuse('fill', refused);
      const positions = new Set(added.map(positionOf));
      await this.#changedFrom(added.map(this.#dayOf), (row) => positions.has(positionOf(row)));
      return { added, known, refused };
    });
  }

  async amend(amendment: FillAmendment): Promise<boolean> {
    const { journal, instruments } = this.#parts.record;
    const original = journal.fill(amendment.executionId);
    const reason = amendmentProblem(amendment, original, instruments.resolve);
    if (reason !== undefined) {
      await this.#refuse('amendment', [{ what: amendment, reason }]);
      throw new HistoryRefused(reason);
    }
    const dates = original ? [this.#dayOf(original)] : [];
    return this.#whole(dates, async () => {
      if (!(await journal.appendAmendment(amendment))) return false;
      if (original) await this.#changedFrom(dates, (row) => positionOf(row) === positionOf(original));
      return true;
    });
  }

  async settle(given: readonly Settlement[]): Promise<Settled> {
    const { pnl, record, bus, calendars } = this.#parts;
    const { good, refused } = sorted(given, (settlement) =>
      settlementProblem(settlement, record.instruments.resolve, calendars),
    );
    const past = (settlements: readonly Settlement[]) =>
      settlements.map(({ tradeDate }) => tradeDate).filter((date) => date < pnl.tradeDate);
    return this.#whole(past(good), async () => {
      const added = await record.journal.appendSettlements(good);
      await this.#refuse('settlement', refused);
      const changed = good.filter((settlement) => pnl.settlements.add(settlement));
      const settled = new Set(changed.map(({ instrument }) => instrument));
      await this.#changedFrom(past(changed), ({ instrument }) => settled.has(instrument));
      if (changed.length > 0) touchMarks(bus);
      return { added, known: good.length - added, refused };
    });
  }

  /** Folds what is journalled anew, because these fills happened before others that were folded already. */
  async late(fills: readonly Fill[]): Promise<void> {
    const positions = new Set(fills.map(positionOf));
    const dates = fills.map(this.#dayOf);
    await this.#whole(dates, () => this.#changedFrom(dates, (row) => positions.has(positionOf(row))));
  }

  /** Minutes are not journalled from now on: the disk cannot be written. */
  missesMinutes(): void {
    if (this.#missed.length === 0) this.#missed.push(this.#parts.pnl.tradeDate);
  }

  /** Journals the minutes that were missed, once the disk is back. */
  async catchUp(): Promise<void> {
    const missed = this.#missed;
    if (missed.length === 0) return;
    this.#missed = [];
    try {
      await this.#changedFrom(missed, () => true);
    } catch (error) {
      this.#missed.push(...missed);
      throw error;
    }
    await this.#mark();
  }

  /** Journals what was not taken, with what was asked for. */
  async refuse(subject: RefusalSubject, reason: string, what: object): Promise<void> {
    await this.#refuse(subject, [{ what, reason }]);
  }

  async #refuse(subject: RefusalSubject, refused: readonly Refused<object>[]): Promise<void> {
    const { bus, clock, record } = this.#parts;
    const at = clock.now();
    await Promise.all(
      refused.map(({ what, reason }) =>
        record.journal.appendRefusal({ at, subject, reason, detail: JSON.stringify(what) }),
      ),
    );
    if (refused.length > 0) bus.touch('refusals');
  }

  /** Keeps beside what `work` journals first that the minutes from these dates on are to be told anew, until they were: a kill between leaves that to the next start. */
  async #whole<T>(dates: readonly TradeDate[], work: () => Promise<T>): Promise<T> {
    const from = earliest(dates);
    if (from === undefined) return work();
    this.#unfinished.push(from);
    try {
      const [result] = await Promise.all([work(), this.#mark()]);
      this.#unfinished.splice(this.#unfinished.indexOf(from), 1);
      await this.#mark();
      return result;
    } catch (error) {
      const at = this.#unfinished.indexOf(from);
      if (at >= 0) this.#missed.push(...this.#unfinished.splice(at, 1));
      throw error;
    }
  }

  #mark(): Promise<void> {
    const { journal } = this.#parts.record;
    return journal.setMeta(minutesFrom(journal), earliest([...this.#unfinished, ...this.#missed]) ?? '');
  }

  /** Folds anew what follows the first of these trade dates, and journals the minutes that are others now. */
  async #changedFrom(dates: readonly TradeDate[], isChanged: (row: PositionKey) => boolean): Promise<void> {
    const first = earliest(dates);
    if (first === undefined) return;
    const { bus, clock, fills, pnl, record } = this.#parts;
    const from = first < pnl.tradeDate ? first : pnl.tradeDate;
    record.recorder.flush();
    const minutes = restorePnl(pnl, fills, record, clock.now(), from).filter(isChanged);
    for (const topic of ['fills', 'positions', 'pnl']) bus.touch(topic);
    await record.journal.appendPnl(pnlChanges(record.journal.pnlSince(from).filter(isChanged), minutes));
  }
}

const positionOf = ({ instrument, account, strategy }: PositionKey): string => `${instrument} ${account} ${strategy}`;

const earliest = (dates: readonly TradeDate[]): TradeDate | undefined =>
  dates.reduce<TradeDate | undefined>((first, date) => (first === undefined || date < first ? date : first), undefined);

function sorted<T>(given: readonly T[], problemOf: (one: T) => string | undefined) {
  const good: T[] = [];
  const refused: Refused<T>[] = [];
  for (const what of given) {
    const reason = problemOf(what);
    if (reason === undefined) good.push(what);
    else refused.push({ what, reason });
  }
  return { good, refused };
}
