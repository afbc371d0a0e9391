import type { OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { sameTerms } from '../../../core/orders/terms.ts';
import { CallFailed } from '../../calls/port.ts';
import type { OrderGate, Outcome } from '../own-orders/dispatcher.ts';
import type { OwnOrder } from '../own-orders/own-order.ts';
import { priceNumber } from '../parse/number.ts';
import { capabilities } from './cannot.ts';
import { GatewayRefused } from './errors.ts';
import type { Gateway, ModifyRequest, PlaceRequest } from './http.ts';
import { numberOf } from './parse/ids.ts';
import { orderTypeNumbers } from './parse/order.ts';

export interface GateParts {
  readonly gateway: Pick<Gateway, 'place' | 'modify' | 'cancel'>;
  /** The gateway's id of a contract that is traded here. */
  readonly contractOf: (instrument: string) => string | undefined;
  readonly isAccount: (account: string) => boolean;
}

/** Codes of a placement after which the order may exist: pending, and unknown. */
const uncertainCodes: readonly number[] = [6, 7];

/** How orders, changes and cancels are sent to a gateway. */
export function gatewayGate({ gateway, contractOf, isAccount }: GateParts): OrderGate {
  return {
    place: (own, tag) => gateway.place(placeRequest(own, tag)),
    cancel: ({ order }, id) => gateway.cancel(Number(order.intent.account), Number(id)),
    change(own, id, terms) {
      const changes = changesOf(own, terms);
      const of = { accountId: Number(own.order.intent.account), orderId: Number(id) };
      return changes && (() => gateway.modify({ ...of, ...changes }));
    },
    outcomeOf,
    targetOf({ type, timeInForce, instrument, account }: OrderIntent) {
      const { orderTypes, cannot } = capabilities;
      if (!orderTypes.includes(type)) return { reason: cannot?.stop_limit ?? `The gateway takes no ${type} orders.` };
      if (timeInForce === 'ioc' && type !== 'market') return { reason: cannot?.ioc ?? '' };
      const contractId = contractOf(instrument);
      if (contractId === undefined) return { reason: `The gateway lists no contract for ${instrument}.` };
      if (numberOf(account) === undefined || !isAccount(account))
        return { reason: `${account} is no account of this user at the gateway.` };
      return { contractId };
    },
  };
}

function placeRequest({ order: { intent }, contractId }: OwnOrder, customTag: string): PlaceRequest {
  const { type, side, quantity, price, stopPrice, account } = intent;
  return {
    accountId: Number(account),
    contractId,
    type: orderTypeNumbers[type],
    side: side === 'buy' ? 0 : 1,
    size: quantity,
    ...(price === undefined ? {} : { limitPrice: priceNumber(price) }),
    ...(stopPrice === undefined ? {} : { stopPrice: priceNumber(stopPrice) }),
    customTag,
  };
}

type Changes = Omit<ModifyRequest, 'accountId' | 'orderId'>;

/** What changes, and nothing else; undefined where nothing does. A change that was sent may have been made before anybody says so. */
function changesOf(own: OwnOrder, terms: OrderTerms): Changes | undefined {
  const there = own.sent === undefined ? [own.order.terms] : [own.order.terms, own.sent];
  if (there.every((before) => sameTerms(before, terms))) return undefined;
  const { quantity, price, stopPrice } = terms;
  const isNew = (name: keyof OrderTerms): boolean => there.some((before) => before[name] !== terms[name]);
  return {
    ...(isNew('quantity') ? { size: quantity } : {}),
    ...(price !== undefined && isNew('price') ? { limitPrice: priceNumber(price) } : {}),
    ...(stopPrice !== undefined && isNew('stopPrice') ? { stopPrice: priceNumber(stopPrice) } : {}),
  };
}

function outcomeOf(error: unknown): Outcome {
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
