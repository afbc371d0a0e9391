import type { BooksEvent, VenueEvent } from '../../core/venue/port.ts';
import type { VenueState } from '../../core/venue/state.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { AccountMonitor } from './account.ts';
import { ConnectionMonitor } from './connection.ts';
import { ContractsMonitor } from './contracts.ts';
import { FillsMonitor } from './fills.ts';
import { KnownBooks } from './known-books.ts';
import { MalformedRecords } from './malformed.ts';
import type { Monitor } from './monitor.ts';
import type { MonitorsParts } from './open.ts';
import { OrdersMonitor } from './orders.ts';
import { PositionsMonitor } from './positions.ts';
import { TakeFills, type TakenFills } from './take-fills.ts';
import { TokenMonitor } from './token.ts';

export interface RemoteParts extends Omit<MonitorsParts, 'venue'> {
  readonly venue: RemoteVenue;
  /** Has monitors look now. */
  wake(...names: readonly string[]): void;
}

const TOPIC = 'venue';
/** Those that ask the venue. */
const ASKING = ['account', 'fills', 'orders', 'positions', 'contracts'];

/** What is watched of a venue over the network, and what it says by itself of its books. */
export class RemoteMonitors {
  readonly monitors: readonly Monitor[];
  readonly #parts: RemoteParts;
  readonly #books: KnownBooks;
  readonly #takeFills: TakeFills;
  readonly #account: AccountMonitor;
  readonly #connection: ConnectionMonitor;
  readonly #malformed: MalformedRecords;
  readonly #ends: readonly (() => void)[];
  readonly #toldRefused = new Set<string>();

  constructor(parts: RemoteParts) {
    const { venue, desk, journal, settings, calendars } = parts;
    this.#parts = parts;
    this.#books = new KnownBooks(() => desk.bus.touch(TOPIC), venue.capabilities.cannot);
    this.#malformed = new MalformedRecords({ ...parts, venue: venue.name });
    this.#takeFills = new TakeFills({ desk, journal, calendars });
    const shared = { ...parts, books: this.#books, takeFills: this.#takeFills };
    this.#connection = new ConnectionMonitor({
      ...parts,
      settings: settings.connection,
      back: () => parts.wake(...ASKING),
    });
    this.#account = new AccountMonitor({ ...shared, clock: desk.clock, settings: settings.account });
    const refused = (given: TakenFills['refused']) => this.#refused(given);
    // where nobody can send an order another month is no news
    const asksContracts = venue.contracts !== undefined && venue.capabilities.orderTypes.length > 0;
    this.monitors = [
      this.#connection,
      new TokenMonitor({ ...parts, settings: settings.token }),
      this.#account,
      new FillsMonitor({ ...shared, refused, settings: settings.fills }),
      new OrdersMonitor({ ...shared, settings: settings.orders }),
      new PositionsMonitor({ ...shared, settings: settings.positions }),
      ...(asksContracts ? [new ContractsMonitor({ ...parts, settings: settings.contracts })] : []),
    ];
    this.#ends = [
      venue.onEvents((events) => this.#take(events)),
      venue.onHealth(() => parts.wake('connection', 'token')),
    ];
  }

  get isAway(): boolean {
    return this.#connection.isAway;
  }

  state(): VenueState {
    return this.#books.state();
  }

  /** Resolves when nothing is on its way to the journal. */
  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await this.#takeFills.idle();
  }

  #take(events: readonly VenueEvent[]): void {
    const wanted = new Set<string>();
    for (const event of events) for (const name of this.#one(event)) wanted.add(name);
    if (wanted.size > 0) this.#parts.wake(...wanted);
  }

  /** Gives the monitors that should look because of it. */
  #one(event: VenueEvent | BooksEvent): readonly string[] {
    const now = this.#parts.machine.now();
    switch (event.type) {
      case 'account':
        this.#books.account(event.account, now);
        void this.#account.take(event.account).catch(() => this.#parts.wake('account'));
        return [];
      case 'position':
        this.#books.position(event.position, now);
        return [];
      case 'other_order':
        this.#books.order(event.order, now);
        return [];
      // asked for, since the stream may tell it before it is known whose it is
      case 'other_fill':
        return ['fills'];
      case 'resumed':
        return ASKING;
      case 'malformed':
        this.#malformed.take(event);
        return [];
      default:
        return [];
    }
  }

  #refused(refused: TakenFills['refused']): void {
    const { notify, venue } = this.#parts;
    for (const { fill, reason } of refused) {
      const { executionId, account, instrument, side, quantity } = fill;
      if (this.#toldRefused.has(executionId)) continue;
      this.#toldRefused.add(executionId);
      notify.tell({
        type: 'monitor',
        level: 'error',
        key: `fills:refused:${executionId}`,
        text: `${venue.name} executed ${side} ${quantity} ${instrument} in ${account}, and it cannot be booked: ${reason}`,
        detail: 'Positions differ from the venue by it until it is booked.',
        account,
        instrument,
        subject: { kind: 'fill', id: executionId },
      });
    }
  }
}
