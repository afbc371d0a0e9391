import { clientOrderId, type VenueOrderId, venueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderIntent } from '../../../core/model/order.ts';
import type { Instant } from '../../../core/model/time.ts';
import { applyOrderEvent, isOpen } from '../../../core/orders/apply.ts';
import type { ExchangeOrder, ExchangeRequest } from '../port.ts';

interface Entry {
  readonly request: ExchangeRequest;
  order: Order;
  shown: ExchangeOrder;
}

/** Every order that was ever sent, folded from what the market said of it; the exchange's id is what the market knows it by. */
export class OrderBooks {
  readonly #orders = new Map<string, Entry>();
  readonly #byAccount = new Map<string, Entry[]>();
  readonly #working = new Map<string, number>();

  begin(id: VenueOrderId, request: ExchangeRequest, at: Instant): OrderIntent {
    const { tag: _tag, parent: _parent, ...asked } = request;
    const intent: OrderIntent = { ...asked, clientOrderId: clientOrderId(id), strategy: 'exchange' };
    const event: OrderEvent = {
      type: 'intended',
      intent,
      clientOrderId: intent.clientOrderId,
      tsEvent: at,
      tsInit: at,
    };
    const { order } = applyOrderEvent(undefined, event);
    if (order === undefined) throw new Error(`Order ${id} could not be begun.`);
    const entry: Entry = { request, order, shown: shown(id, request, order) };
    this.#orders.set(id, entry);
    const known = this.#byAccount.get(request.account);
    if (known === undefined) this.#byAccount.set(request.account, [entry]);
    else known.push(entry);
    return intent;
  }

  /** The order as it stands after the event; undefined where that changed nothing. */
  apply(event: OrderEvent): ExchangeOrder | undefined {
    const entry = this.#orders.get(event.clientOrderId);
    if (entry === undefined) return undefined;
    const { order, problem } = applyOrderEvent(entry.order, event);
    if (problem !== undefined) throw new Error(problem.message);
    if (order === undefined || order === entry.order) return undefined;
    this.#count(entry.request, workingOf(order) - workingOf(entry.order));
    entry.order = order;
    entry.shown = shown(venueOrderId(event.clientOrderId), entry.request, order);
    return entry.shown;
  }

  /** Contracts that orders of an account still work on one side of an instrument. */
  working = ({ account, instrument, side }: OneSide): number =>
    this.#working.get(`${account} ${instrument} ${side}`) ?? 0;

  get = (id: string): ExchangeOrder | undefined => this.#orders.get(id)?.shown;

  isOpen(id: string): boolean {
    const entry = this.#orders.get(id);
    return entry !== undefined && isOpen(entry.order);
  }

  of = (account: string): readonly ExchangeOrder[] => (this.#byAccount.get(account) ?? []).map((each) => each.shown);

  #count({ account, instrument, side }: OneSide, change: number): void {
    if (change === 0) return;
    const key = `${account} ${instrument} ${side}`;
    this.#working.set(key, (this.#working.get(key) ?? 0) + change);
  }
}

type OneSide = Pick<ExchangeRequest, 'account' | 'instrument' | 'side'>;

const workingOf = (order: Order): number =>
  isOpen(order) && order.status !== 'pending' ? order.terms.quantity - order.filledQuantity : 0;

const shown = (id: VenueOrderId, request: ExchangeRequest, order: Order): ExchangeOrder => ({
  id,
  request,
  terms: order.terms,
  status: order.status,
  filledQuantity: order.filledQuantity,
  filledCost: order.filledCost,
  triggered: order.triggered,
  ...(order.reason === undefined ? {} : { reason: order.reason }),
  tsCreated: order.tsCreated,
  tsUpdated: order.tsUpdated,
});
