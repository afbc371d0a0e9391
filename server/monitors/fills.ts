import type { Calendars } from '../../core/calendar/calendar.ts';
import { deskSession } from '../../core/calendar/desk-session.ts';
import { tradeDateBounds } from '../../core/calendar/session.ts';
import { formatInteger } from '../../core/format.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { DAY, type Instant, instant, SECOND } from '../../core/model/time.ts';
import type { VenueFill } from '../../core/venue/books.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { eachAccount } from './each-account.ts';
import type { Look, Monitor, Pace } from './monitor.ts';
import type { TakeFills, TakenFills } from './take-fills.ts';

export interface FillsParts {
  readonly venue: Pick<RemoteVenue, 'accounts' | 'books' | 'name' | 'health'>;
  readonly desk: Pick<Desk, 'clock' | 'tradeDate' | 'instruments'>;
  readonly journal: Pick<Journal, 'venue'>;
  readonly calendars: Calendars;
  readonly takeFills: TakeFills;
  readonly settings: Pace & { readonly overlapSeconds: number };
  /** Told of what could not be booked. */
  refused(taken: TakenFills['refused']): void;
}

/** So often a stretch with a record that cannot be read is asked for again; what is not read by then is told and left out. */
const LOOKS_AT_UNREAD = 5;

/** Asks for executions since the newest one that is in the journal, and some before it: venues tell late. */
export class FillsMonitor implements Monitor {
  readonly name = 'fills';
  readonly ofVenue = true;
  readonly pace: Pace;
  readonly #parts: FillsParts;
  /** Looks in a row that had a record nobody could read. */
  readonly #unread = new Map<AccountId, number>();

  constructor(parts: FillsParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  async look(signal: AbortSignal): Promise<Look> {
    const counts = { ours: 0, others: 0, waiting: 0, refused: 0 };
    await eachAccount(this.#parts.venue.accounts, async (account) => {
      const taken = await this.#lookAt(account, signal);
      counts.ours += taken.ours.length;
      counts.others += taken.others.length;
      counts.waiting += taken.waiting.length;
      counts.refused += taken.refused.length;
    });
    return { sentence: sentenceOf(counts) };
  }

  async #lookAt(account: AccountId, signal: AbortSignal): Promise<TakenFills> {
    const { venue, journal, desk, takeFills, settings } = this.#parts;
    const mark = journal.venue.mark(account);
    const since = mark === undefined ? this.#firstLook() : instant(mark - settings.overlapSeconds * SECOND);
    const asked = desk.clock.now();
    const { malformed } = venue.health();
    const fills = await venue.books.fills(account, since);
    signal.throwIfAborted();
    const taken = await takeFills.take(fills, signal);
    if (taken.refused.length > 0) this.#parts.refused(taken.refused);
    signal.throwIfAborted();
    if (this.#isToBeReadAgain(account, venue.health().malformed > malformed)) return taken;
    const upTo = markAfter(mark ?? since, { fills, waiting: taken.waiting, asked });
    if (upTo !== mark) await journal.venue.setMark(account, upTo);
    return taken;
  }

  #isToBeReadAgain(account: AccountId, isUnread: boolean): boolean {
    const looks = isUnread ? (this.#unread.get(account) ?? 0) + 1 : 0;
    const isAgain = looks > 0 && looks < LOOKS_AT_UNREAD;
    this.#unread.set(account, isAgain ? looks : 0);
    return isAgain;
  }

  /** What happened before the trade date in which an account is first seen is told by its position, not by its executions. */
  #firstLook(): Instant {
    const { desk, calendars } = this.#parts;
    return tradeDateBounds(deskSession(desk.instruments()), desk.tradeDate(), calendars).start;
  }
}

/** Up to the newest execution, no further than what still waits; a day after which nothing came is over. */
function markAfter(
  mark: Instant,
  {
    fills,
    waiting,
    asked,
  }: { readonly fills: readonly VenueFill[]; readonly waiting: readonly VenueFill[]; readonly asked: Instant },
): Instant {
  const newest = fills.reduce((latest, { tsEvent }) => Math.max(latest, tsEvent), Math.max(mark, asked - DAY));
  const first = waiting.reduce((earliest, { tsEvent }) => Math.min(earliest, tsEvent), Number.POSITIVE_INFINITY);
  return instant(Math.max(mark, Math.min(newest, first)));
}

function sentenceOf(counts: { ours: number; others: number; waiting: number; refused: number }): string {
  const found = [
    counts.ours > 0 ? `${formatInteger(counts.ours)} of ours that no stream had told` : '',
    counts.others > 0 ? `${formatInteger(counts.others)} of orders that are not ours` : '',
    counts.waiting > 0 ? `${formatInteger(counts.waiting)} that may be of an order without an answer` : '',
    counts.refused > 0 ? `${formatInteger(counts.refused)} that cannot be booked` : '',
  ].filter(Boolean);
  return found.length === 0 ? 'Nothing new.' : `Found ${found.join(', ')}.`;
}
