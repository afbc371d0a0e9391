import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order, OrderIntent, OrderTerms, Product, Protection } from '../../core/model/order.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../core/model/price.ts';
import type { TradeDate } from '../../core/model/time.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import { isClosed } from '../../core/orders/apply.ts';
import { type TermsOf, termsProblem, wrongSideProblem } from '../../core/orders/check-terms.ts';
import { productProblem, productsFor } from '../../core/orders/products.ts';
import { type Entry, protectionProblem } from '../../core/orders/protection/check.ts';
import { lotProblem, mostOfOne } from '../../core/orders/slices.ts';
import { isWaiting, sameTerms } from '../../core/orders/terms.ts';
import { tradableProblem } from '../../core/orders/tradable.ts';
import { trailProblem, trailStart } from '../../core/orders/trail.ts';
import type { VenueCapabilities } from '../../core/venue/port.ts';
import { OrderRefused, type OrderRequest } from './port.ts';

const MOST_CONTRACTS = 100_000;
/** Currency units. Amounts are exact up to twice this and a little more. */
const MOST_VALUE = 4_000_000_000;
/** Their exits' ids are longer by a few characters. */
const LONGEST_ENTRY = 56;
const word = /^[A-Za-z0-9_-]{1,32}$/;
const orderId = /^[A-Za-z0-9_.-]{1,64}$/;

/** What an order is checked against. */
export interface OrderMarket {
  readonly instrument: Instrument;
  readonly venue: string;
  /** Those that orders may be of; any where they are left out. */
  readonly accounts?: readonly string[] | undefined;
  readonly capabilities: VenueCapabilities;
  /** The last traded price, where there was one. */
  readonly last: Price | undefined;
  /** Contracts that an account's strategy holds and would hold once its other open orders of that side were filled; negative on the other side. */
  before(of: Pick<OrderIntent, 'account' | 'strategy' | 'side'>): number;
  /** The trade date at hand, and the last one of a contract. */
  readonly tradeDate: TradeDate;
  readonly expiry: TradeDate | undefined;
  /** It takes away what is held, however many contracts that are. */
  readonly closes: boolean;
}

/** What a request becomes once it is whole, on the grid and possible at the venue. Throws `OrderRefused` with what to change. */
export function checkOrder(request: OrderRequest, at: OrderMarket, clientOrderId: () => ClientOrderId): OrderIntent {
  const { instrument, capabilities } = at;
  const { account, strategy = 'manual', quantity, side, type, timeInForce, price, protection, exit, trail } = request;
  refuseFor(trailProblem(request, at));
  const stopPrice = request.stopPrice ?? trailStart(request, at);
  checkWord('account', account);
  checkWord('strategy', strategy);
  if (request.clientOrderId !== undefined && !orderId.test(request.clientOrderId)) {
    throw new OrderRefused('clientOrderId takes letters, digits, dot, dash and underscore, at most 64.');
  }
  if (side !== 'buy' && side !== 'sell') throw new OrderRefused(`side is "${side}"; it is buy or sell.`);
  if (capabilities.orderTypes.length === 0) {
    throw new OrderRefused(capabilities.cannot?.orders ?? `${at.venue} takes no orders.`);
  }
  checkAccount(account, at);
  checkOffered('type', type, capabilities.orderTypes);
  checkOffered('timeInForce', timeInForce, capabilities.timesInForce);
  refuseFor(tradableProblem(instrument, at.expiry, at.tradeDate));
  checkTerms(
    { side, type, timeInForce, waiting: true },
    { ...request, ...(stopPrice === undefined ? {} : { stopPrice }) },
    at,
  );
  if (!at.closes && exit === undefined) refuseFor(lotProblem(quantity, instrument));
  const product = productOf(request.product, at);
  checkValue({ account, strategy, side }, quantity, price ?? stopPrice, at);
  if (protection) checkProtection(request, protection, at);
  return {
    clientOrderId: request.clientOrderId ?? clientOrderId(),
    instrument: instrument.id,
    account,
    strategy,
    side,
    type,
    quantity,
    ...(price === undefined ? {} : { price }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
    timeInForce,
    ...(product ? { product } : {}),
    ...(trail === undefined ? {} : { trail }),
    ...(protection ? { protection } : {}),
    ...(exit ? { exit } : {}),
  };
}

function refuseFor(problem: string | undefined): void {
  if (problem !== undefined) throw new OrderRefused(problem);
}

function productOf(asked: Product | undefined, { instrument, capabilities, venue }: OrderMarket): Product | undefined {
  const { products: offered } = capabilities;
  if (asked === undefined) return productsFor(instrument, offered)[0];
  refuseFor(productProblem(asked, instrument, { venue, offered }));
  return asked;
}

/** More than the exchange takes of one order. */
export function refuseFrozen(quantity: number, { id, ...sizes }: Instrument): void {
  const most = mostOfOne(sizes);
  if (quantity <= most) return;
  throw new OrderRefused(
    `The exchange takes ${most} ${id} in one order, and quantity is ${quantity}; send it in parts.`,
  );
}

function checkProtection(
  entry: Entry & Pick<OrderRequest, 'clientOrderId'>,
  protection: Protection,
  { instrument, capabilities, last }: OrderMarket,
): void {
  const { clientOrderId = '' } = entry;
  if (clientOrderId.length > LONGEST_ENTRY) {
    throw new OrderRefused(
      `clientOrderId is too long for an order with protection, whose exits are named after it; ${LONGEST_ENTRY} characters at most.`,
    );
  }
  const { orderTypes, replace } = capabilities;
  const problem = protectionProblem(entry, protection, instrument, { last, orderTypes, replace });
  if (problem !== undefined) throw new OrderRefused(problem);
}

/** The whole terms that a change of an order asks for. Throws `OrderRefused` where they cannot be, or the venue replaces nothing. */
export function checkReplacement(order: Order, changes: Partial<OrderTerms>, at: OrderMarket): OrderTerms {
  const { clientOrderId } = order.intent;
  const terms = { ...order.terms, ...changes };
  if (!at.capabilities.replace)
    throw new OrderRefused(`This venue replaces no orders. Cancel ${clientOrderId} and send another.`);
  if (isClosed(order))
    throw new OrderRefused(`Order ${clientOrderId} is ${order.status} already; there is nothing to replace.`);
  if (order.cancelRequested) throw new OrderRefused(`Order ${clientOrderId} is being canceled; send another instead.`);
  if (order.replacing && !sameTerms(order.replacing, terms))
    throw new OrderRefused(`Order ${clientOrderId} is being replaced; change it again once the venue has answered.`);
  checkTerms({ ...order.intent, waiting: isWaiting(order) }, terms, at);
  if (!order.intent.exit) refuseFor(lotProblem(terms.quantity, at.instrument));
  refuseFrozen(terms.quantity, at.instrument);
  const { protection } = order.intent;
  if (protection) checkProtection({ ...order.intent, ...terms }, protection, at);
  const unfilled = Math.max(0, terms.quantity - order.filledQuantity);
  checkValue(order.intent, unfilled, terms.price ?? terms.stopPrice, at);
  return terms;
}

/** Refuses what would make a position that no amount can be exact for. */
function checkValue(
  of: Pick<OrderIntent, 'account' | 'strategy' | 'side'>,
  quantity: number,
  price: Price | undefined,
  { instrument, last, before }: OrderMarket,
): void {
  const highest = Math.max(Math.abs(price ?? 0), Math.abs(last ?? 0)) / PRICE_UNITS_PER_POINT;
  const most = Math.floor(MOST_VALUE / (highest * instrument.multiplier));
  const after = before(of) + quantity;
  if (after <= most) return;
  throw new OrderRefused(
    `This would let ${of.account} (${of.strategy}) hold ${after} ${instrument.id} once all is filled, worth more than ${MOST_VALUE / 1e9} billion ${instrument.currency}; it can hold ${most} at this price. Make quantity smaller, or cancel other orders first.`,
  );
}

function checkTerms(order: TermsOf, terms: OrderTerms, { instrument, last }: OrderMarket): void {
  const { quantity } = terms;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > MOST_CONTRACTS) {
    throw new OrderRefused(`quantity is ${quantity}; it is a whole number from 1 to ${MOST_CONTRACTS}.`);
  }
  const problem = termsProblem(order, terms, instrument) ?? wrongSideProblem(order, terms, instrument, last);
  if (problem !== undefined) throw new OrderRefused(problem);
}

function checkAccount(account: string, { accounts, venue }: OrderMarket): void {
  if (accounts === undefined || accounts.includes(account)) return;
  const there = accounts.length === 0 ? `${venue} has told of none yet` : `${venue} has ${accounts.join(', ')}`;
  throw new OrderRefused(`There is no account ${account}; ${there}.${didYouMean(nearest(account, accounts))}`);
}

function checkWord(name: string, text: string): void {
  if (!word.test(text)) throw new OrderRefused(`${name} takes letters, digits, dash and underscore, at most 32.`);
}

function checkOffered(name: string, value: string, offered: readonly string[]): void {
  if (offered.includes(value)) return;
  const all = [offered.slice(0, -1).join(', '), offered.at(-1)].filter((part) => part !== '').join(' or ');
  throw new OrderRefused(`${name} is "${value}"; this venue takes ${all}.`);
}
