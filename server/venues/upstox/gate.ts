import type { VenueOrderId } from '../../../core/model/ids.ts';
import type { OrderIntent, OrderTerms, Product } from '../../../core/model/order.ts';
import { sameTerms } from '../../../core/orders/terms.ts';
import { CallFailed } from '../../calls/port.ts';
import type { OrderGate, Outcome } from '../own-orders/dispatcher.ts';
import type { OwnOrder } from '../own-orders/own-order.ts';
import { priceNumber } from '../parse/number.ts';
import { UpstoxRefused } from './errors.ts';
import type { ModifyRequest, PlaceRequest, Upstox } from './http.ts';
import { orderTypeWords, validityWords } from './parse/order.ts';
import type { Parts } from './parts.ts';

export interface GateParts {
  readonly upstox: Pick<Upstox, 'place' | 'modify' | 'cancel'>;
  /** Upstox' key of an instrument that is listed. */
  readonly keyOf: (instrument: string) => string | undefined;
  readonly isAccount: (account: string) => boolean;
  readonly parts: Parts;
}

/** As documented, of letters that need no escape. */
const LONGEST_TAG = 40;

const productWords: Readonly<Record<Product, 'I' | 'D'>> = { intraday: 'I', carry: 'D', delivery: 'D' };

/** How orders, changes and cancels are sent to Upstox. */
export function upstoxGate({ upstox, keyOf, isAccount, parts }: GateParts): OrderGate {
  return {
    async place(own, tag) {
      const [id, ...more] = await upstox.place(placeRequest(own, tag));
      parts.placed(id!, more);
      return id!;
    },
    async cancel(_, id) {
      await all(parts.openOf(id).map((part) => upstox.cancel(part)));
    },
    change(own, id, terms) {
      if (isSo(own, terms)) return undefined;
      const there = parts.openOf(id);
      if (there.length > 1) return () => Promise.reject(new SlicedOrder());
      return () => upstox.modify(modifyRequest(own, id, terms));
    },
    outcomeOf,
    targetOf({ instrument, account, clientOrderId }: OrderIntent) {
      const contractId = keyOf(instrument);
      if (contractId === undefined) return { reason: `Upstox does not list ${instrument}.` };
      if (!isAccount(account)) return { reason: `${account} is not the account that is logged in at Upstox.` };
      if (clientOrderId.length > LONGEST_TAG / 2)
        return { reason: `Its id is longer than there is room for in a tag of Upstox: ${clientOrderId}.` };
      return { contractId };
    },
  };
}

/** An order that Upstox sliced is several there, and a change of one is none of the others. */
class SlicedOrder extends Error {
  constructor() {
    super('Upstox made several orders of this one, so it is not changed. Cancel it and send another.');
  }
}

async function all(calls: readonly Promise<void>[]): Promise<void> {
  const done = await Promise.allSettled(calls);
  const [failed] = done.filter((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}

const priced = ({ price, stopPrice }: OrderTerms) => ({
  price: price === undefined ? 0 : priceNumber(price),
  trigger_price: stopPrice === undefined ? 0 : priceNumber(stopPrice),
});

function placeRequest({ order: { intent }, contractId }: OwnOrder, tag: string): PlaceRequest {
  const { type, side, quantity, timeInForce, product = 'carry' } = intent;
  return {
    instrument_token: contractId,
    quantity,
    product: productWords[product],
    validity: validityWords[timeInForce],
    ...priced(intent),
    order_type: orderTypeWords[type],
    transaction_type: side === 'buy' ? 'BUY' : 'SELL',
    disclosed_quantity: 0,
    is_amo: false,
    slice: false,
    tag,
  };
}

function modifyRequest({ order: { intent } }: OwnOrder, id: VenueOrderId, terms: OrderTerms): ModifyRequest {
  return {
    order_id: id,
    quantity: terms.quantity,
    validity: validityWords[intent.timeInForce],
    ...priced(terms),
    order_type: orderTypeWords[intent.type],
    disclosed_quantity: 0,
  };
}

/** A change that was sent may have been made before anybody says so. */
function isSo({ order, sent }: OwnOrder, terms: OrderTerms): boolean {
  const there = sent === undefined ? [order.terms] : [order.terms, sent];
  return there.every((before) => sameTerms(before, terms));
}

function outcomeOf(error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof SlicedOrder) return { reason, isCertain: true };
  if (error instanceof UpstoxRefused) return { reason, isCertain: error.isCertain };
  if (!(error instanceof CallFailed)) return { reason, isCertain: false };
  const status = error.answer?.status ?? 0;
  const isRefused = error.reached === 'yes' && status >= 400 && status < 500;
  return { reason, isCertain: error.reached === 'no' || isRefused };
}
