import type { Instrument } from '../../../core/model/instrument.ts';
import type { OrderIntent, OrderTerms, Product } from '../../../core/model/order.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { termsProblem } from '../../../core/orders/check-terms.ts';
import { isStop, isWaiting, sameTerms, termsOf } from '../../../core/orders/terms.ts';
import type { OrderGate } from '../own-orders/dispatcher.ts';
import type { OwnOrder } from '../own-orders/own-order.ts';
import type { Changes } from './changes.ts';
import { KiteRefused, outcomeOf } from './errors.ts';
import type { Form, Kite } from './http.ts';
import { contractIdOf } from './parse/ids.ts';
import type { Listed } from './parse/listed.ts';
import { orderTypeWords } from './parse/order.ts';

export interface GateParts {
  readonly kite: Pick<Kite, 'place' | 'modify' | 'cancel'>;
  readonly changes: Changes;
  /** What Kite lists for an instrument that is traded here. */
  readonly listed: (instrument: string) => { readonly instrument: Instrument; readonly listed: Listed } | undefined;
  readonly isAccount: (account: string) => boolean;
  /** Percent, or -1 for Kite's own. */
  readonly marketProtection: number;
}

const productWords: Readonly<Record<Product, string>> = { intraday: 'MIS', carry: 'NRML', delivery: 'CNC' };

const isShare = ({ expiry }: Listed): boolean => expiry === undefined;

/** Shares are not carried as derivatives are: kept overnight they are delivered. */
const productOf = (listed: Listed, product: Product | undefined): Product =>
  isShare(listed) ? (product === 'carry' ? 'delivery' : (product ?? 'intraday')) : (product ?? 'carry');

/** How orders, changes and cancels are sent to Kite. */
export function kiteGate(parts: GateParts): OrderGate {
  const { kite, changes } = parts;
  const of = ({ order: { intent } }: OwnOrder) => {
    const found = parts.listed(intent.instrument);
    if (found === undefined) throw new KiteRefused('InputException', `Kite lists no ${intent.instrument}.`);
    return found;
  };
  return {
    async place(own, tag) {
      return kite.place(placeForm(own, of(own).listed, { tag, marketProtection: parts.marketProtection }));
    },
    cancel: (_, id) => kite.cancel(id),
    change(own, id, terms) {
      // as no order can have less than it traded, no more than that ends it
      if (terms.quantity > 0 && terms.quantity <= own.order.filledQuantity) return () => kite.cancel(id);
      const { instrument, listed } = of(own);
      const problem = changeProblem(own, terms, { instrument, listed });
      if (problem !== undefined) return refused(problem);
      const form = changeForm(own, terms);
      return form && (() => changes.send(id, () => kite.modify(id, form)));
    },
    outcomeOf,
    targetOf: (intent) => targetOf(intent, parts),
  };
}

function targetOf(
  intent: OrderIntent,
  { listed: find, isAccount }: GateParts,
): { readonly contractId: string } | { readonly reason: string } {
  const { instrument: id, account, product } = intent;
  const found = find(id);
  if (found === undefined) return { reason: `Kite lists no ${id} that is traded here.` };
  if (!isAccount(account)) return { reason: `${account} is no account of this user at Kite.` };
  const { instrument, listed } = found;
  if (instrument.calculated) return { reason: `${id} is an index, which is calculated and not traded.` };
  if (product === 'delivery' && !isShare(listed))
    return { reason: `${id} is a derivative, and only shares are delivered. Send it as carry or intraday.` };
  const problem = termsProblem({ ...intent, waiting: isStop(intent.type) }, termsOf(intent), onKitesGrid(found));
  const reason = problem ?? lotProblem(intent.quantity, found);
  return reason === undefined ? { contractId: contractIdOf(listed.exchange, listed.tradingsymbol) } : { reason };
}

type Found = NonNullable<ReturnType<GateParts['listed']>>;

/** Kite's own tick is the one that it refuses by. */
const onKitesGrid = ({ instrument, listed }: Found): Instrument =>
  listed.tick > 0 ? { ...instrument, tick: listed.tick } : instrument;

function lotProblem(quantity: number, { instrument, listed }: Found): string | undefined {
  if (quantity % listed.lot === 0) return undefined;
  return `${instrument.id} trades in lots of ${listed.lot}, and ${quantity} is no multiple of that.`;
}

function changeProblem(own: OwnOrder, terms: OrderTerms, found: Found): string | undefined {
  const { intent } = own.order;
  if (!(Number.isSafeInteger(terms.quantity) && terms.quantity > 0))
    return `The quantity is ${terms.quantity}; it is a whole number, one or more.`;
  const problem = termsProblem({ ...intent, waiting: isWaiting(own.order) }, terms, onKitesGrid(found));
  return problem ?? lotProblem(terms.quantity, found);
}

const refused = (reason: string) => async (): Promise<void> => {
  throw new KiteRefused('InputException', reason);
};

function placeForm(
  { order: { intent } }: OwnOrder,
  listed: Listed,
  { tag, marketProtection }: { readonly tag: string; readonly marketProtection: number },
): Form {
  const { side, quantity, type, price, stopPrice, timeInForce, product } = intent;
  const isProtected = type === 'market' || type === 'stop';
  return {
    exchange: listed.exchange,
    tradingsymbol: listed.tradingsymbol,
    transaction_type: side === 'buy' ? 'BUY' : 'SELL',
    quantity: String(quantity),
    product: productWords[productOf(listed, product)],
    order_type: orderTypeWords[type],
    validity: timeInForce === 'ioc' ? 'IOC' : 'DAY',
    ...(price === undefined ? {} : { price: priceToDecimal(price) }),
    ...(stopPrice === undefined ? {} : { trigger_price: priceToDecimal(stopPrice) }),
    ...(isProtected ? { market_protection: String(marketProtection) } : {}),
    tag,
  };
}

/** What changes, and nothing else; undefined where nothing does. A change that was sent may have been made before anybody says so. */
function changeForm(own: OwnOrder, terms: OrderTerms): Form | undefined {
  const there = own.sent === undefined ? [own.order.terms] : [own.order.terms, own.sent];
  if (there.every((before) => sameTerms(before, terms))) return undefined;
  const { quantity, price, stopPrice } = terms;
  const isNew = (name: keyof OrderTerms): boolean => there.some((before) => before[name] !== terms[name]);
  return {
    ...(isNew('quantity') ? { quantity: String(quantity) } : {}),
    ...(price !== undefined && isNew('price') ? { price: priceToDecimal(price) } : {}),
    ...(stopPrice !== undefined && isNew('stopPrice') ? { trigger_price: priceToDecimal(stopPrice) } : {}),
  };
}
