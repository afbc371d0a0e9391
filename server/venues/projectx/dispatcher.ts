import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { isClosed } from '../../../core/orders/apply.ts';
import { sameTerms } from '../../../core/orders/terms.ts';
import { CallFailed } from '../../calls/port.ts';
import { capabilities } from './cannot.ts';
import { GatewayRefused } from './errors.ts';
import type { Gateway, ModifyRequest, PlaceRequest } from './http.ts';
import type { OwnOrders } from './orders.ts';
import { idOf, isUnsettled, type OwnOrder, venueIdOf } from './own-order.ts';
import { numberOf } from './parse/ids.ts';
import { priceNumber } from './parse/number.ts';
import { orderTypeNumbers } from './parse/order.ts';
import type { Pursuit } from './pursuit.ts';

export interface DispatcherOptions {
  readonly orders: OwnOrders;
  readonly gateway: Pick<Gateway, 'place' | 'modify' | 'cancel'>;
  readonly pursuit: Pursuit;
  /** The gateway's id of a contract that is traded here. */
  readonly contractOf: (instrument: string) => string | undefined;
  readonly isAccount: (account: string) => boolean;
  /** Something was said of orders. */
  readonly told: () => void;
}

/** Codes of a placement after which the order may exist: pending, and unknown. */
const uncertainCodes: readonly number[] = [6, 7];

/** Sends orders, changes and cancels, each once, and makes answers of what becomes of them. */
export class Dispatcher {
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  place(intent: OrderIntent): void {
    const { orders, told } = this.#options;
    if (orders.get(intent.clientOrderId)) return;
    if (!(intent.quantity > 0 && Number.isSafeInteger(intent.quantity))) {
      const reason = `Its quantity is ${intent.quantity}; it is a whole number, one or more.`;
      orders.say(intent.clientOrderId, { type: 'rejected', reason });
      told();
      return;
    }
    const target = this.#targetOf(intent);
    const own = orders.intend(intent, 'reason' in target ? { account: 0, contractId: '' } : target);
    if (own === undefined) return;
    if ('reason' in target) {
      orders.rejected(own, target.reason);
      told();
    } else void this.#place(own);
  }

  cancel(clientOrderId: ClientOrderId): void {
    const { orders, told } = this.#options;
    const own = orders.get(clientOrderId);
    if (own === undefined || isClosed(own.order)) {
      orders.say(clientOrderId, { type: 'cancel_rejected', reason: gone(own, 'cancel') });
      told();
      return;
    }
    orders.cancelRequested(own);
    if (venueIdOf(own) === undefined) own.waiting.cancel = true;
    else void this.#cancel(own);
  }

  replace(clientOrderId: ClientOrderId, terms: OrderTerms): void {
    const { orders, told } = this.#options;
    const own = orders.get(clientOrderId);
    if (own === undefined || isClosed(own.order)) {
      orders.say(clientOrderId, { type: 'replace_rejected', reason: gone(own, 'replace') });
      told();
      return;
    }
    orders.replaceRequested(own, terms);
    if (venueIdOf(own) === undefined || own.changing) own.waiting.terms = terms;
    else void this.#replace(own, terms);
  }

  /** Something new is known of an order: what waited for its id goes out, and an order that nobody waits for any more is canceled. */
  moved(own: OwnOrder): void {
    if (venueIdOf(own) === undefined) return;
    const { cancel, terms } = own.waiting;
    own.waiting = { cancel: false, terms: own.changing ? terms : undefined };
    const isGhost = own.order.status === 'rejected' && own.row?.standing === 'open';
    if (isGhost || (cancel && !isClosed(own.order))) void this.#cancel(own);
    else if (terms && !own.changing && !isClosed(own.order)) void this.#replace(own, terms);
    if (isUnsettled(own)) this.#options.pursuit.begin(own);
  }

  async #place(own: OwnOrder): Promise<void> {
    const { orders, gateway, told, pursuit } = this.#options;
    try {
      const id = await gateway.place(placeRequest(own, orders.tagOf(idOf(own))));
      orders.placed(own, id);
    } catch (error) {
      const { reason, isCertain, id } = outcomeOf(error);
      if (isCertain) orders.rejected(own, reason, id);
      else orders.lost(own, reason);
    }
    told();
    this.moved(own);
    if (isUnsettled(own)) pursuit.begin(own);
  }

  async #cancel(own: OwnOrder): Promise<void> {
    const { orders, gateway, told, pursuit } = this.#options;
    try {
      await gateway.cancel(own.account, Number(venueIdOf(own)));
    } catch (error) {
      const { reason, isCertain } = outcomeOf(error);
      if (isCertain) orders.cancelRejected(own, reason);
    }
    told();
    pursuit.begin(own);
  }

  async #replace(own: OwnOrder, terms: OrderTerms): Promise<void> {
    const { orders, gateway, told, pursuit } = this.#options;
    const request = modifyRequest(own, terms);
    own.changing = true;
    own.sent = terms;
    try {
      if (request) await gateway.modify(request);
      else orders.say(idOf(own), { type: 'replaced', terms });
    } catch (error) {
      const { reason, isCertain } = outcomeOf(error);
      if (isCertain) orders.replaceRejected(own, reason);
    }
    own.changing = false;
    told();
    this.moved(own);
    pursuit.begin(own);
  }

  #targetOf(intent: OrderIntent): Pick<OwnOrder, 'account' | 'contractId'> | { readonly reason: string } {
    const { contractOf, isAccount } = this.#options;
    const { type, timeInForce, instrument, account } = intent;
    const { orderTypes, cannot } = capabilities;
    if (!orderTypes.includes(type)) return { reason: cannot?.stop_limit ?? `The gateway takes no ${type} orders.` };
    if (timeInForce === 'ioc' && type !== 'market') return { reason: cannot?.ioc ?? '' };
    const contractId = contractOf(instrument);
    if (contractId === undefined) return { reason: `The gateway lists no contract for ${instrument}.` };
    const number = numberOf(account);
    if (number === undefined || !isAccount(account))
      return { reason: `${account} is no account of this user at the gateway.` };
    return { account: number, contractId };
  }
}

function placeRequest({ order: { intent }, account, contractId }: OwnOrder, customTag: string): PlaceRequest {
  const { type, side, quantity, price, stopPrice } = intent;
  return {
    accountId: account,
    contractId,
    type: orderTypeNumbers[type],
    side: side === 'buy' ? 0 : 1,
    size: quantity,
    ...(price === undefined ? {} : { limitPrice: priceNumber(price) }),
    ...(stopPrice === undefined ? {} : { stopPrice: priceNumber(stopPrice) }),
    customTag,
  };
}

/** What changes, and nothing else; undefined where nothing does. A change that was sent may have been made before anybody says so. */
function modifyRequest(own: OwnOrder, terms: OrderTerms): ModifyRequest | undefined {
  const there = own.sent === undefined ? [own.order.terms] : [own.order.terms, own.sent];
  if (there.every((before) => sameTerms(before, terms))) return undefined;
  const { quantity, price, stopPrice } = terms;
  const isNew = (name: keyof OrderTerms): boolean => there.some((before) => before[name] !== terms[name]);
  return {
    accountId: own.account,
    orderId: Number(venueIdOf(own)),
    ...(isNew('quantity') ? { size: quantity } : {}),
    ...(price !== undefined && isNew('price') ? { limitPrice: priceNumber(price) } : {}),
    ...(stopPrice !== undefined && isNew('stopPrice') ? { stopPrice: priceNumber(stopPrice) } : {}),
  };
}

/** What a failed call comes to. Certain is that it was not done. */
function outcomeOf(error: unknown): { reason: string; isCertain: boolean; id?: OwnOrder['order']['venueOrderId'] } {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof GatewayRefused) {
    const { code, orderId } = error;
    return { reason, isCertain: !uncertainCodes.includes(code), ...(orderId === undefined ? {} : { id: orderId }) };
  }
  if (!(error instanceof CallFailed)) return { reason, isCertain: false };
  const status = error.answer?.status ?? 0;
  const isRefused = error.reached === 'yes' && status >= 400 && status < 500;
  return { reason, isCertain: error.reached === 'no' || isRefused };
}

function gone(own: OwnOrder | undefined, verb: 'cancel' | 'replace'): string {
  const how = own === undefined ? 'is not known at the gateway' : `is ${own.order.status.replaceAll('_', ' ')} already`;
  return `The order ${how}; there is nothing to ${verb}.`;
}
