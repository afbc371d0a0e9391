import type { ClientOrderId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import type { Instant } from '../../../core/model/time.ts';
import { applyOrderEvent, isClosed, isOpen } from '../../../core/orders/apply.ts';
import { isStop, sameTerms } from '../../../core/orders/terms.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import { amendmentOf } from './amend.ts';
import {
  idOf,
  isNewer,
  liquidityOf,
  missingFills,
  type OwnOrder,
  ownOrder,
  problemKey,
  termsOfRow,
  venueIdOf,
} from './own-order.ts';
import type { OrderRecord, TradeRecord } from './record.ts';
import type { Tags } from './tags.ts';
import { begun, type VenueWords } from './words.ts';

export interface OrdersOptions {
  readonly tags: Tags;
  readonly words: VenueWords;
  /** An answer to a placement says that it was heard, and no more: what becomes of it is said by a row. */
  readonly answersLater?: boolean;
  readonly now: () => Instant;
  readonly emit: (event: VenueEvent) => void;
}

/** Closed orders that are kept, so that what comes late of them is theirs. */
const REMEMBERED = 20_000;

/**
 * Our orders at a venue. Its answers, the rows of orders and the executions all say the same things, in any order, more than once or not at all: each
 * is told as an event where it says something new, and what they come to does not depend on who came first. Only executions are fills; an order's row
 * counts them.
 */
export class OwnOrders {
  readonly #options: OrdersOptions;
  readonly #orders = new Map<ClientOrderId, OwnOrder>();
  readonly #byVenueId = new Map<VenueOrderId, OwnOrder>();

  constructor(options: OrdersOptions) {
    this.#options = options;
  }

  /** An order that is to be sent; undefined where its id is known, and the first one stands. */
  intend(intent: OrderIntent, of: Pick<OwnOrder, 'contractId'>): OwnOrder | undefined {
    if (this.#orders.has(intent.clientOrderId)) return undefined;
    const event = this.#event(intent.clientOrderId, { type: 'intended', intent });
    const { order } = applyOrderEvent(undefined, event);
    return order && this.#keep(ownOrder(order, { ...of, placing: true }));
  }

  /** An order of before a restart. */
  restore(order: Order, of: Pick<OwnOrder, 'contractId'>): OwnOrder {
    const known = this.#orders.get(order.intent.clientOrderId);
    return known ?? this.#keep(ownOrder(order, { ...of, placing: false }));
  }

  get(clientOrderId: ClientOrderId): OwnOrder | undefined {
    return this.#orders.get(clientOrderId);
  }

  tagOf(clientOrderId: ClientOrderId): string {
    return this.#options.tags.of(clientOrderId);
  }

  /** Whose tag it is; undefined for one that is not ours. */
  idOfTag(tag: string | undefined): ClientOrderId | undefined {
    return this.#options.tags.idOf(tag);
  }

  ofVenueId(id: VenueOrderId): OwnOrder | undefined {
    return this.#byVenueId.get(id);
  }

  /** Those that are open, or of which something is still to be heard. */
  open(): OwnOrder[] {
    return [...this.#orders.values()].filter((own) => isOpen(own.order) || missingFills(own) > 0);
  }

  /** Whether an execution of an unknown order may turn out to be ours. */
  isAnyPlacing(): boolean {
    return [...this.#orders.values()].some(
      ({ placing, lostSince, awaited }) => placing || awaited || lostSince !== undefined,
    );
  }

  placed(own: OwnOrder, id: VenueOrderId): void {
    own.placing = false;
    if (venueIdOf(own) !== undefined && venueIdOf(own) !== id) return;
    this.#found(own, id);
    if (this.#options.answersLater) {
      own.awaited = own.row === undefined && venueIdOf(own) === undefined && !isClosed(own.order);
      return;
    }
    if (own.rejectedRow) this.row(own.rejectedRow);
    else this.#tell(own, { type: 'accepted', venueOrderId: id });
    this.#forgetOld();
  }

  rejected(own: OwnOrder, reason: string, id?: VenueOrderId): void {
    own.placing = false;
    own.lostSince = undefined;
    own.awaited = false;
    own.rejectedRow = undefined;
    if (id !== undefined) this.#found(own, id);
    this.#tell(own, { type: 'rejected', reason, ...(id === undefined ? {} : { venueOrderId: id }) });
    this.#forgetOld();
  }

  /** The answer to its placement did not come. */
  lost(own: OwnOrder, reason: string): void {
    own.placing = false;
    if (own.rejectedRow) this.row(own.rejectedRow);
    if (venueIdOf(own) !== undefined || isClosed(own.order)) return;
    own.lostSince = this.#options.now();
    this.#tell(own, { type: 'lost', reason });
  }

  replaceRequested(own: OwnOrder, terms: OrderTerms): void {
    if (terms.price !== undefined) own.limits.add(terms.price);
    this.#fold(own, { type: 'replace_requested', terms });
  }

  replaceRejected(own: OwnOrder, reason: string): void {
    this.#tell(own, { type: 'replace_rejected', reason });
  }

  cancelRequested(own: OwnOrder): void {
    this.#fold(own, { type: 'cancel_requested' });
  }

  cancelRejected(own: OwnOrder, reason: string): void {
    this.#fold(own, { type: 'cancel_rejected', reason });
    this.say(idOf(own), { type: 'cancel_rejected', reason });
  }

  /** Takes a row of an order, whoever told it; false for one that is not ours. */
  row(row: OrderRecord): boolean {
    const own = this.#ownerOf(row);
    if (own === undefined) return false;
    if (row.standing === 'none') {
      own.listed = true;
      return true;
    }
    this.#found(own, row.id);
    own.awaited = false;
    if (row.standing === 'rejected' && own.placing && !this.#options.answersLater) {
      own.rejectedRow = row;
      return true;
    }
    const isNewest = isNewer(row, own.row);
    if (isNewest) own.row = row;
    if (row.standing === 'rejected') {
      this.rejected(own, row.reason ?? this.#said('rejected the order.'), row.id);
      return true;
    }
    this.#tell(own, { type: 'accepted', venueOrderId: row.id }, row.tsCreated);
    if (row.triggered) this.#tell(own, { type: 'triggered' }, row.tsUpdated);
    const terms = termsOfRow(own, row);
    if (isNewest && this.#refuses(own, row, terms))
      this.#tell(own, { type: 'replace_rejected', reason: row.reason ?? '' });
    else if (isNewest && terms.quantity > 0 && !sameTerms(terms, own.order.terms)) {
      if (terms.price !== undefined) own.limits.add(terms.price);
      this.#tell(own, { type: 'replaced', terms }, row.tsUpdated);
    }
    this.#takeHeld(own, false);
    this.#ends(own, row);
    return true;
  }

  /** Takes an execution, whoever told it; false for one of an order that is not known to be ours. */
  trade(trade: TradeRecord): boolean {
    const own = this.#byVenueId.get(trade.order);
    if (own === undefined) return false;
    if (trade.voided || own.voided.has(trade.id)) this.#void(own, trade);
    else if (own.order.executions.includes(trade.id)) this.#again(own, trade);
    else if (!own.held.some(({ id }) => id === trade.id)) {
      own.held.push(trade);
      this.#takeHeld(own, false);
      if (own.row) this.#ends(own, own.row);
    }
    return true;
  }

  /** The venue was asked for the order and its executions: what does not fit now is told as it is. */
  asked(own: OwnOrder): void {
    this.#takeHeld(own, true);
    if (own.row) this.#ends(own, own.row);
  }

  say(clientOrderId: ClientOrderId, body: OrderEventBody, tsEvent?: Instant): void {
    this.#options.emit({ type: 'order', event: this.#event(clientOrderId, body, tsEvent) });
  }

  #said(what: string): string {
    return `${begun(this.#options.words)} ${what}`;
  }

  /** A row that is newer than a change, has a reason and not the change's terms says why it was not made. */
  #refuses({ order }: OwnOrder, row: OrderRecord, terms: OrderTerms): boolean {
    const { replacing, asked } = order;
    if (replacing === undefined || asked === undefined || row.reason === undefined || row.standing !== 'open')
      return false;
    return row.tsUpdated >= asked.ts && sameTerms(terms, order.terms) && !sameTerms(terms, replacing);
  }

  #ownerOf(row: OrderRecord): OwnOrder | undefined {
    const known = this.#byVenueId.get(row.id);
    if (known !== undefined) return known;
    const id = this.idOfTag(row.tag);
    const own = id === undefined ? undefined : this.#orders.get(id);
    // a tag that came twice is of the first order
    return own !== undefined && venueIdOf(own) === undefined ? own : undefined;
  }

  /** How it ended is told after what it traded: where executions are asked for, they come after the row that counts them. */
  #ends(own: OwnOrder, { standing, reason, tsUpdated }: OrderRecord): void {
    if (this.#options.answersLater && missingFills(own) > 0) return;
    if (standing === 'canceled') this.#tell(own, { type: 'canceled', reason: reason ?? 'Canceled.' }, tsUpdated);
    if (standing === 'expired')
      this.#tell(own, { type: 'expired', reason: reason ?? this.#said('ended the order.') }, tsUpdated);
  }

  #found(own: OwnOrder, id: VenueOrderId): void {
    this.#byVenueId.set(id, own);
    own.lostSince = undefined;
  }

  #takeHeld(own: OwnOrder, isAsked: boolean): void {
    const held = own.held.toSorted((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1));
    own.held = [];
    for (const trade of held) {
      this.#provesReplaced(own, trade);
      const { terms, filledQuantity } = own.order;
      if (trade.quantity > terms.quantity - filledQuantity && !isAsked) own.held.push(trade);
      else this.#fill(own, trade);
    }
  }

  /** More than the order's size can only trade once it was replaced, whether its row was told or not. */
  #provesReplaced(own: OwnOrder, { quantity, ts }: TradeRecord): void {
    const { terms, replacing, filledQuantity } = own.order;
    const traded = filledQuantity + quantity;
    if (replacing && traded > terms.quantity && traded <= replacing.quantity)
      this.#tell(own, { type: 'replaced', terms: replacing }, ts);
  }

  #fill(own: OwnOrder, trade: TradeRecord): void {
    if (venueIdOf(own) === undefined) this.#tell(own, { type: 'accepted', venueOrderId: trade.order }, trade.ts);
    const { id: executionId, price, quantity, fee } = trade;
    own.told.set(executionId, trade);
    own.awaited = false;
    const liquidity = liquidityOf(own, price);
    // a stop that trades was reached, whether the venue has a word for it or not
    if (isStop(own.order.intent.type)) this.#tell(own, { type: 'triggered' }, trade.ts);
    this.#tell(
      own,
      { type: 'filled', executionId, price, quantity, liquidity, ...(fee === undefined ? {} : { fee }) },
      trade.ts,
    );
  }

  #void(own: OwnOrder, trade: TradeRecord): void {
    const isTold = own.order.executions.includes(trade.id);
    own.held = own.held.filter(({ id }) => id !== trade.id);
    if (own.voided.has(trade.id)) return;
    own.voided.add(trade.id);
    if (isTold)
      this.#options.emit({
        type: 'amendment',
        amendment: amendmentOf(trade, this.#options.now(), this.#options.words),
      });
  }

  /** Commissions may be told later than fees: the most that was told is what it cost. */
  #again(own: OwnOrder, trade: TradeRecord): void {
    const told = own.told.get(trade.id);
    if (told === undefined || trade.fee === undefined || trade.price !== told.price) return;
    if (told.fee !== undefined && trade.fee <= told.fee) return;
    own.told.set(trade.id, trade);
    this.#options.emit({ type: 'amendment', amendment: amendmentOf(trade, this.#options.now(), this.#options.words) });
  }

  #tell(own: OwnOrder, body: OrderEventBody, tsEvent?: Instant): void {
    const event = this.#event(idOf(own), body, tsEvent);
    const { order, problem } = applyOrderEvent(own.order, event);
    if (problem && own.problems.has(problemKey(body))) return;
    if (problem) own.problems.add(problemKey(body));
    else if (order === own.order) return;
    if (order) own.order = order;
    this.#options.emit({ type: 'order', event });
  }

  /** What is asked for is journalled by whoever asks. */
  #fold(own: OwnOrder, body: OrderEventBody): void {
    own.order = applyOrderEvent(own.order, this.#event(idOf(own), body)).order ?? own.order;
  }

  #event(clientOrderId: ClientOrderId, body: OrderEventBody, tsEvent?: Instant): OrderEvent {
    const now = this.#options.now();
    return { ...body, clientOrderId, tsEvent: tsEvent ?? now, tsInit: now };
  }

  #keep(own: OwnOrder): OwnOrder {
    // some tags can only be told from an id that is known
    this.tagOf(idOf(own));
    this.#orders.set(idOf(own), own);
    const id = venueIdOf(own);
    if (id !== undefined) this.#byVenueId.set(id, own);
    return own;
  }

  #forgetOld(): void {
    if (this.#orders.size <= REMEMBERED) return;
    for (const [id, own] of this.#orders) {
      if (this.#orders.size <= REMEMBERED) return;
      if (isOpen(own.order) || own.placing || missingFills(own) > 0) continue;
      const venueId = venueIdOf(own);
      this.#orders.delete(id);
      if (venueId !== undefined) this.#byVenueId.delete(venueId);
    }
  }
}
