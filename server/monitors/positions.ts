import type { Notify } from '../../core/alerts/notification.ts';
import type { Calendars } from '../../core/calendar/calendar.ts';
import { deskSession } from '../../core/calendar/desk-session.ts';
import { tradeDateBounds } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import { formatInteger, formatSigned } from '../../core/format.ts';
import type { AccountId } from '../../core/model/ids.ts';
import { type SignedQuantity, sideSign, signedQuantity } from '../../core/model/quantity.ts';
import { type Instant, instant, MINUTE, SECOND } from '../../core/model/time.ts';
import type { FillsState, PositionsState } from '../../core/topics.ts';
import type { VenueFill, VenuePosition } from '../../core/venue/books.ts';
import type { Drift } from '../../core/venue/state.ts';
import type { Desk } from '../desk/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { eachAccount } from './each-account.ts';
import { explain } from './explain-drift.ts';
import type { KnownBooks } from './known-books.ts';
import type { Look, Monitor, Pace } from './monitor.ts';
import type { TakeFills } from './take-fills.ts';

export interface PositionsParts {
  readonly venue: Pick<RemoteVenue, 'accounts' | 'books' | 'name'>;
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'tradeDate' | 'instruments'>;
  readonly machine: Clock;
  readonly calendars: Calendars;
  readonly books: KnownBooks;
  readonly takeFills: TakeFills;
  readonly notify: Notify;
  readonly settings: Pace & {
    readonly againSeconds: number;
  };
}

interface Gap {
  readonly account: AccountId;
  readonly instrument: string;
  readonly ours: SignedQuantity;
  readonly venue: SignedQuantity;
  readonly since: Instant;
}

/** How far back executions are looked for at the first sight of a gap. */
const NEWEST = 10 * MINUTE;

/** A gap that stands is looked into anew as often: what could not be read then may be readable now. */
const STANDING = 5 * MINUTE;

/** The venue's clock may be off from ours by this much. */
const CLOCKS = 5 * SECOND;

const keyOf = ({ account, instrument }: Pick<Gap, 'account' | 'instrument'>): string =>
  `drift:${account}:${instrument}`;

/** Holds what we think that we hold against what the venue says. A gap counts once it is seen twice in a row: fills are on their way. */
export class PositionsMonitor implements Monitor {
  readonly name = 'positions';
  readonly ofVenue = true;
  readonly pace: Pace;
  readonly #parts: PositionsParts;
  /** Seen by the newest look, by account. */
  readonly #seen = new Map<AccountId, ReadonlyMap<string, Gap>>();
  readonly #drifts = new Map<AccountId, readonly Drift[]>();
  readonly #told = new Set<string>();
  /** When executions were last asked for, by account. */
  readonly #judgedAt = new Map<AccountId, Instant>();

  constructor(parts: PositionsParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  async look(signal: AbortSignal): Promise<Look> {
    const { venue, settings } = this.#parts;
    await eachAccount(venue.accounts, (account) => this.#lookAt(account, signal));
    const drifts = [...this.#drifts.values()].flat();
    const gaps = [...this.#seen.values()].reduce((count, seen) => count + seen.size, 0);
    if (gaps > drifts.length) {
      return {
        sentence: 'A position differs from the venue; looking once more.',
        againMilliseconds: settings.againSeconds * 1_000,
      };
    }
    if (drifts.length === 0) return { sentence: 'Positions agree with the venue.' };
    const plural = drifts.length === 1 ? 'position differs' : 'positions differ';
    return {
      sentence: `${formatInteger(drifts.length)} ${plural} from the venue: ${drifts.map(driftWords).join('; ')}.`,
    };
  }

  async #lookAt(account: AccountId, signal: AbortSignal): Promise<void> {
    const { venue, books, machine } = this.#parts;
    const before = this.#ours(account);
    const asked = machine.now();
    const positions = await venue.books.positions(account);
    signal.throwIfAborted();
    const after = this.#ours(account);
    books.positions(account, positions, asked);
    // at the first look whatever is held may have been told by a run before this one
    const held = [...after.keys(), ...positions.map(({ instrument }) => instrument)];
    const lastSeen = this.#seen.get(account);
    const toldBefore = lastSeen?.keys() ?? held.map((instrument) => keyOf({ account, instrument }));
    const found = gapsOf(account, { before, after, there: positions, at: asked });
    const { gaps, drifts } = await this.#judged(account, { found, asked, lastSeen: lastSeen ?? new Map(), signal });
    const seen = new Map(gaps.map((gap) => [keyOf(gap), gap]));
    this.#seen.set(account, seen);
    this.#drifts.set(account, drifts);
    books.drifts([...this.#drifts.values()].flat());
    for (const key of new Set(toldBefore)) if (!seen.has(key)) this.#over(key);
    for (const drift of drifts) this.#tell(drift);
  }

  /**
   * What of the gaps is left once executions that this side lacks are taken in: the newest ones at the first sight of a gap, those of the whole day at the
   * second.
   */
  async #judged(
    account: AccountId,
    {
      found,
      asked,
      lastSeen,
      signal,
    }: {
      readonly found: readonly Gap[];
      readonly asked: Instant;
      readonly lastSeen: ReadonlyMap<string, Gap>;
      readonly signal: AbortSignal;
    },
  ): Promise<{ gaps: readonly Gap[]; drifts: readonly Drift[] }> {
    const told = this.#drifts.get(account) ?? [];
    const toldOf = (gap: Gap) =>
      told.find((drift) => keyOf(drift) === keyOf(gap) && drift.ours === gap.ours && drift.venue === gap.venue);
    const isStanding = asked - (this.#judgedAt.get(account) ?? asked) < STANDING;
    if (found.every(toldOf) && (found.length === 0 || isStanding))
      return { gaps: found, drifts: found.map((gap) => toldOf(gap) ?? { ...gap, explainedBy: [] }) };
    const { venue, desk, calendars, takeFills } = this.#parts;
    const isAgain = found.some((gap) => lastSeen.has(keyOf(gap)));
    const day = tradeDateBounds(deskSession(desk.instruments()), desk.tradeDate(), calendars).start;
    const since = isAgain ? day : instant(Math.max(day, desk.clock.now() - NEWEST));
    this.#judgedAt.set(account, asked);
    const there = await venue.books.fills(account, since);
    signal.throwIfAborted();
    const taken = await takeFills.take(there, signal);
    signal.throwIfAborted();
    const now = this.#ours(account);
    const fresh = [...taken.ours, ...taken.others, ...taken.known.filter(({ tsEvent }) => tsEvent > asked - CLOCKS)];
    const gaps = found
      .filter((gap) => !wasPassed(gap, now.get(gap.instrument) ?? 0, fresh))
      .map((gap) => ({ ...gap, since: lastSeen.get(keyOf(gap))?.since ?? gap.since }));
    const here = desk.bus.read<FillsState>('fills');
    const missingHere = [...taken.refused.map(({ fill }) => fill), ...taken.waiting];
    const drifts = gaps
      .filter((gap) => lastSeen.has(keyOf(gap)))
      .map((gap) => ({ ...gap, explainedBy: explain(gap, { there, missingHere, here }) }));
    return { gaps, drifts };
  }

  #over(key: string): void {
    this.#told.delete(key);
    this.#parts.notify.over(key);
  }

  /** Once for as long as it stands. */
  #tell(drift: Drift): void {
    const key = keyOf(drift);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const { account, instrument, ours, venue, explainedBy } = drift;
    this.#parts.notify.tell({
      type: 'monitor',
      level: 'error',
      key,
      text: `${instrument} in ${account}: we hold ${formatSigned(ours)}, the venue says ${formatSigned(venue)}.`,
      detail: detailOf(explainedBy, this.#startOfDay(drift)),
      account,
      instrument,
    });
  }

  /** What the venue says that the day began with, where that is the whole gap. */
  #startOfDay({ account, instrument, ours, venue }: Drift): number | undefined {
    const books = this.#parts.books.state().accounts.find((each) => each.account.id === account);
    const began = books?.positions.find((position) => position.instrument === instrument)?.startOfDay;
    return began !== undefined && began !== 0 && began === venue - ours ? began : undefined;
  }

  #ours(account: AccountId): ReadonlyMap<string, number> {
    const held = new Map<string, number>();
    for (const position of this.#parts.desk.bus.read<PositionsState>('positions').positions) {
      if (position.account !== account) continue;
      held.set(position.instrument, (held.get(position.instrument) ?? 0) + position.quantity);
    }
    return held;
  }
}

/** Where neither what we held before the venue was asked nor what we hold now is what it says. */
function gapsOf(
  account: AccountId,
  {
    before,
    after,
    there,
    at,
  }: {
    readonly before: ReadonlyMap<string, number>;
    readonly after: ReadonlyMap<string, number>;
    readonly there: readonly VenuePosition[];
    readonly at: Instant;
  },
): readonly Gap[] {
  const said = new Map<string, number>();
  for (const { instrument, quantity } of there) said.set(instrument, (said.get(instrument) ?? 0) + quantity);
  return [...new Set([...said.keys(), ...after.keys()])].flatMap((instrument) => {
    const venue = said.get(instrument) ?? 0;
    const ours = after.get(instrument) ?? 0;
    if (ours === venue || (before.get(instrument) ?? 0) === venue) return [];
    return { account, instrument, ours: signedQuantity(ours), venue: signedQuantity(venue), since: at };
  });
}

/**
 * Whether our position went through what the venue says: it was asked, and some of these executions happened or were taken in after that. Backward from what
 * we hold now.
 */
function wasPassed({ account, instrument, venue }: Gap, now: number, executions: readonly VenueFill[]): boolean {
  let held = now;
  if (held === venue) return true;
  return executions
    .filter((fill) => fill.account === account && fill.instrument === instrument)
    .toSorted((a, b) => b.tsEvent - a.tsEvent)
    .some((fill) => {
      held -= sideSign(fill.side) * fill.quantity;
      return held === venue;
    });
}

const driftWords = ({ account, instrument, ours, venue }: Drift): string =>
  `${instrument} in ${account} ${formatSigned(ours)} here, ${formatSigned(venue)} there`;

function detailOf(explainedBy: Drift['explainedBy'], startOfDay: number | undefined): string {
  if (startOfDay !== undefined) {
    return `The day began with ${formatSigned(startOfDay)} at the venue, which this journal does not have: import what the day began with (deskbook import).`;
  }
  if (explainedBy.length === 0) {
    return 'No execution of today explains it. It may be from before this journal began: import the position that the day began with (deskbook import).';
  }
  const words = explainedBy.map((fill) => `${fill.executionId} (${fill.side} ${fill.quantity}${wordOf(fill.missing)})`);
  return `Executions that one side lacks: ${words.slice(0, 5).join(', ')}${words.length > 5 ? ' and more' : ''}.`;
}

const wordOf = (missing: 'here' | 'there'): string => (missing === 'here' ? ', not booked here' : ', not at the venue');
