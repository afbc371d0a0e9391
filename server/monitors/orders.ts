import type { Notify } from '../../core/alerts/notification.ts';
import { formatInteger } from '../../core/format.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Order } from '../../core/model/order.ts';
import { isOpen } from '../../core/orders/apply.ts';
import { type Missing, type OrderFinding, reconcile, reconcileSince } from '../../core/orders/reconcile.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { VenueOrder } from '../../core/venue/books.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { eachAccount } from './each-account.ts';
import { isWorking, type KnownBooks } from './known-books.ts';
import type { Look, Monitor, Pace } from './monitor.ts';
import type { TakeFills } from './take-fills.ts';

export interface OrdersParts {
  readonly venue: Pick<RemoteVenue, 'accounts' | 'books' | 'cancel' | 'health' | 'name'>;
  readonly desk: Pick<Desk, 'bus' | 'clock' | 'order' | 'reconciled'>;
  readonly journal: Pick<Journal, 'venue'>;
  readonly books: KnownBooks;
  readonly takeFills: TakeFills;
  readonly notify: Notify;
  readonly settings: Pace;
}

/** Holds our orders against the venue's books: what was lost is found or given up, and nothing is sent again. */
export class OrdersMonitor implements Monitor {
  readonly name = 'orders';
  readonly ofVenue = true;
  readonly pace: Pace;
  readonly #parts: OrdersParts;
  readonly #missing = new Map<AccountId, Missing>();
  readonly #told = new Set<string>();

  constructor(parts: OrdersParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  async look(signal: AbortSignal): Promise<Look> {
    const standing = new Set<string>();
    let open = 0;
    let brought = 0;
    await eachAccount(this.#parts.venue.accounts, async (account) => {
      const { ours, events, findings } = await this.#lookAt(account, signal);
      open += ours;
      brought += events;
      for (const finding of findings) standing.add(this.#tell(account, finding));
    });
    for (const key of [...this.#told].filter((each) => !standing.has(each))) {
      this.#told.delete(key);
      this.#parts.notify.over(key);
    }
    const orders = `${formatInteger(open)} open ${open === 1 ? 'order' : 'orders'}`;
    const found = brought === 0 ? '' : `; ${formatInteger(brought)} brought in line`;
    const odd = standing.size === 0 ? '' : `; ${formatInteger(standing.size)} that cannot be`;
    return { sentence: `${orders} held against the venue's${found}${odd}.` };
  }

  async #lookAt(account: AccountId, signal: AbortSignal) {
    const { venue, desk, journal, books, takeFills } = this.#parts;
    const now = desk.clock.now();
    const ours = this.#open(account);
    const since = reconcileSince(ours, now);
    const unread = venue.health().malformed;
    const [orders, fills] = await Promise.all([venue.books.orders(account, since), venue.books.fills(account, since)]);
    signal.throwIfAborted();
    const { state, since: stateSince, malformed } = venue.health();
    // an order that is not listed may be the record that could not be read
    const isWhole = state === 'connected' && malformed === unread;
    const known = (id: ClientOrderId) => desk.order(id);
    const { events, findings, missing } = reconcile({
      // what has closed while the venue was asked is settled
      ours: ours.map((order) => known(order.intent.clientOrderId) ?? order).filter(isOpen),
      known,
      orders,
      fills,
      connection: { asked: now, workingSince: isWhole ? stateSince : undefined },
      missing: this.#missing.get(account) ?? new Map(),
      now: desk.clock.now(),
    });
    if (events.length > 0 && !(await desk.reconciled(events))) throw new Error('The journal cannot be written now.');
    this.#missing.set(account, missing);
    signal.throwIfAborted();
    for (const finding of findings) if (finding.type === 'open_there') venue.cancel(finding.clientOrderId);
    const strangers = findings.flatMap((finding) => (finding.type === 'unexplained_fill' ? [finding.fill] : []));
    if (strangers.length > 0) await takeFills.take(strangers, signal);
    const isOther = ({ clientOrderId, venueOrderId }: VenueOrder) =>
      !(clientOrderId && desk.order(clientOrderId)) && journal.venue.orderOf(venueOrderId) === undefined;
    books.orders(account, orders.filter(isWorking).filter(isOther), now);
    return { ours: ours.length, events: events.length, findings };
  }

  #open(account: AccountId): readonly Order[] {
    const { orders } = this.#parts.desk.bus.read<OrdersState>('orders');
    return orders.filter((order) => order.intent.account === account && isOpen(order));
  }

  /** Once for as long as it stands; gives its key. */
  #tell(account: AccountId, finding: OrderFinding): string {
    const { text, detail, id } = wordsOf(finding);
    const key = `orders:${finding.type}:${id}`;
    if (this.#told.has(key)) return key;
    this.#told.add(key);
    const level = finding.type === 'missing' && finding.looks <= 1 ? 'info' : 'warning';
    this.#parts.notify.tell({ type: 'monitor', level, key, text, detail, account, subject: { kind: 'order', id } });
    return key;
  }
}

function wordsOf(finding: OrderFinding): { id: string; text: string; detail: string } {
  switch (finding.type) {
    case 'missing':
      return {
        id: finding.clientOrderId,
        text: `The venue does not know order ${finding.clientOrderId}.`,
        detail: 'It is looked for until it is found or given up; it is never sent again.',
      };
    case 'stranger':
      return {
        id: finding.order.venueOrderId,
        text: `Order ${finding.order.venueOrderId} at the venue carries this desk's tag, and the journal has no such order.`,
        detail: 'Another copy of this data folder may be trading. Look at the order at the venue.',
      };
    case 'open_there':
      return {
        id: finding.clientOrderId,
        text: `Order ${finding.clientOrderId} is closed here and works at the venue.`,
        detail: 'The venue was asked to cancel it.',
      };
    case 'fills_missing':
      return {
        id: finding.clientOrderId,
        text: `The venue filled ${finding.there} of order ${finding.clientOrderId}, and its executions explain ${finding.explained}.`,
        detail: 'Executions may come late; if this stands, compare the fills of the order with those at the venue.',
      };
    case 'unexplained_fill':
      return {
        id: finding.fill.executionId,
        text: `Execution ${finding.fill.executionId} carries this desk's tag, and no order explains it.`,
        detail: 'It is booked under the strategy external, so that positions are right.',
      };
  }
}
