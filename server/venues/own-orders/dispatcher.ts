import type { ClientOrderId, VenueOrderId } from '../../../core/model/ids.ts';
import type { OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { isClosed } from '../../../core/orders/apply.ts';
import type { OwnOrders } from './orders.ts';
import { idOf, isUnsettled, type OwnOrder, venueIdOf } from './own-order.ts';
import type { Pursuit } from './pursuit.ts';
import type { VenueWords } from './words.ts';

/** What a call that failed comes to. Certain is that it was not done. */
export interface Outcome {
  readonly reason: string;
  readonly isCertain: boolean;
  /** Of an order that was rejected and has an id all the same. */
  readonly id?: VenueOrderId;
}

/** Sends what is asked for, each once. What it gives rejects where it was not done, or nobody knows. */
export interface OrderGate {
  place(own: OwnOrder, tag: string): Promise<VenueOrderId>;
  cancel(own: OwnOrder, id: VenueOrderId): Promise<void>;
  /** What sends a change; undefined where the order is so already. */
  change(own: OwnOrder, id: VenueOrderId, terms: OrderTerms): (() => Promise<void>) | undefined;
  outcomeOf(error: unknown): Outcome;
  /** What the venue calls the contract of an order that it takes, or why it takes none such. */
  targetOf(intent: OrderIntent): Pick<OwnOrder, 'contractId'> | { readonly reason: string };
}

export interface DispatcherOptions {
  readonly orders: OwnOrders;
  readonly gate: OrderGate;
  readonly pursuit: Pursuit;
  readonly words: VenueWords;
  /** Something was said of orders. */
  readonly told: () => void;
}

/** Sends orders, changes and cancels, each once, and makes answers of what becomes of them. */
export class Dispatcher {
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  place(intent: OrderIntent): void {
    const { orders, gate, told } = this.#options;
    if (orders.get(intent.clientOrderId)) return;
    if (!(intent.quantity > 0 && Number.isSafeInteger(intent.quantity))) {
      const reason = `Its quantity is ${intent.quantity}; it is a whole number, one or more.`;
      orders.say(intent.clientOrderId, { type: 'rejected', reason });
      told();
      return;
    }
    const target = gate.targetOf(intent);
    const own = orders.intend(intent, 'reason' in target ? { contractId: '' } : target);
    if (own === undefined) return;
    if ('reason' in target) {
      orders.rejected(own, target.reason);
      told();
    } else void this.#place(own);
  }

  cancel(clientOrderId: ClientOrderId): void {
    const { orders, told, words } = this.#options;
    const own = orders.get(clientOrderId);
    if (own === undefined || isClosed(own.order)) {
      orders.say(clientOrderId, { type: 'cancel_rejected', reason: gone(own, 'cancel', words) });
      told();
      return;
    }
    orders.cancelRequested(own);
    const id = venueIdOf(own);
    if (id === undefined) own.waiting.cancel = true;
    else void this.#cancel(own, id);
  }

  replace(clientOrderId: ClientOrderId, terms: OrderTerms): void {
    const { orders, told, words } = this.#options;
    const own = orders.get(clientOrderId);
    if (own === undefined || isClosed(own.order)) {
      orders.say(clientOrderId, { type: 'replace_rejected', reason: gone(own, 'replace', words) });
      told();
      return;
    }
    orders.replaceRequested(own, terms);
    const id = venueIdOf(own);
    if (id === undefined || own.changing) own.waiting.terms = terms;
    else void this.#replace(own, id, terms);
  }

  /** Something new is known of an order: what waited for its id goes out, and an order that nobody waits for any more is canceled. */
  moved(own: OwnOrder): void {
    const id = venueIdOf(own);
    if (id === undefined) return;
    const { cancel, terms } = own.waiting;
    own.waiting = { cancel: false, terms: own.changing ? terms : undefined };
    const isGhost = own.order.status === 'rejected' && own.row?.standing === 'open';
    if (isGhost || (cancel && !isClosed(own.order))) void this.#cancel(own, id);
    else if (terms && !own.changing && !isClosed(own.order)) void this.#replace(own, id, terms);
    if (isUnsettled(own)) this.#options.pursuit.begin(own);
  }

  async #place(own: OwnOrder): Promise<void> {
    const { orders, gate, told, pursuit } = this.#options;
    try {
      const id = await gate.place(own, orders.tagOf(idOf(own)));
      orders.placed(own, id);
    } catch (error) {
      const { reason, isCertain, id } = gate.outcomeOf(error);
      if (isCertain) orders.rejected(own, reason, id);
      else orders.lost(own, reason);
    }
    told();
    this.moved(own);
    if (isUnsettled(own)) pursuit.begin(own);
  }

  async #cancel(own: OwnOrder, id: VenueOrderId): Promise<void> {
    const { orders, gate, told, pursuit } = this.#options;
    try {
      await gate.cancel(own, id);
    } catch (error) {
      const { reason, isCertain } = gate.outcomeOf(error);
      if (isCertain) orders.cancelRejected(own, reason);
    }
    told();
    pursuit.begin(own);
  }

  async #replace(own: OwnOrder, id: VenueOrderId, terms: OrderTerms): Promise<void> {
    const { orders, gate, told, pursuit } = this.#options;
    const send = gate.change(own, id, terms);
    own.changing = true;
    own.sent = terms;
    try {
      if (send) await send();
      else orders.say(idOf(own), { type: 'replaced', terms });
    } catch (error) {
      const { reason, isCertain } = gate.outcomeOf(error);
      if (isCertain) orders.replaceRejected(own, reason);
    }
    own.changing = false;
    told();
    this.moved(own);
    pursuit.begin(own);
  }
}

function gone(own: OwnOrder | undefined, verb: 'cancel' | 'replace', words: VenueWords): string {
  const how =
    own === undefined ? `is not known at ${words.name}` : `is ${own.order.status.replaceAll('_', ' ')} already`;
  return `The order ${how}; there is nothing to ${verb}.`;
}
