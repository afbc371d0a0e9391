import type { Instrument } from '../model/instrument.ts';
import type { OrderIntent, OrderTerms } from '../model/order.ts';
import { isOnTick, type Price } from '../model/price.ts';
import { formatPrice } from '../model/price-format.ts';
import { isStop } from './terms.ts';

/** What terms belong to. */
export type TermsOf = Pick<OrderIntent, 'side' | 'type' | 'timeInForce'> & {
  /** A stop whose price was not reached yet. */
  readonly waiting: boolean;
};

/**
 * Why an order cannot have these terms at any venue, as a sentence; undefined when it can. A stop limit that waits has its limit at or
 * beyond its stop price, as CME has it: nearer, it would be in the book behind the price that wakes it.
 */
export function termsProblem(order: TermsOf, terms: OrderTerms, instrument: Instrument): string | undefined {
  const { type, timeInForce } = order;
  const { price, stopPrice } = terms;
  const name = typeNames[type];
  if (type === 'market' && price !== undefined)
    return 'A market order has no price. Leave the price out, or make it a limit order.';
  if (type === 'stop' && price !== undefined)
    return 'A stop has no limit price: it becomes a market order. Leave the price out, or make it a stop_limit.';
  if (!isStop(type) && stopPrice !== undefined) return `${name} has no stop price. Leave it out, or make it a stop.`;
  if ((type === 'limit' || type === 'stop_limit') && price === undefined) return `${name} needs a price.`;
  if (isStop(type) && stopPrice === undefined) return `${name} needs a stop price.`;
  if (isStop(type) && timeInForce === 'ioc')
    return `${name} waits for its stop price, so it cannot be ioc; send it as day.`;
  return (
    offGrid('price', price, instrument) ??
    offGrid('stop price', stopPrice, instrument) ??
    behind(order, terms, instrument)
  );
}

/**
 * Why a stop cannot wait at its price while the market is at `last`, as a sentence; undefined when it can. CME refuses a stop on the wrong
 * side of the last trade, and does not trigger it at once: it is a slip more often than a wish to trade.
 */
export function wrongSideProblem(
  { side, waiting }: TermsOf,
  { stopPrice }: OrderTerms,
  { id, priceStyle }: Instrument,
  last: Price | undefined,
): string | undefined {
  if (!waiting || stopPrice === undefined || last === undefined) return undefined;
  if (side === 'buy' ? stopPrice > last : stopPrice < last) return undefined;
  const where = side === 'buy' ? 'above' : 'below';
  return `A stop to ${side} lies ${where} the last price, and ${id} traded at ${formatPrice(last, priceStyle)}; send a market order to ${side} now, or a stop ${where} it.`;
}

const typeNames: Readonly<Record<OrderIntent['type'], string>> = {
  market: 'A market order',
  limit: 'A limit order',
  stop: 'A stop',
  stop_limit: 'A stop limit',
};

function offGrid(what: string, at: Price | undefined, { id, tick, priceStyle }: Instrument): string | undefined {
  if (at === undefined || isOnTick(at, tick)) return undefined;
  const below = Math.floor(at / tick) * tick;
  const shown = (value: number) => formatPrice(value as Price, priceStyle);
  return `The ${what} is off the grid of ${id}. The nearest prices are ${shown(below)} and ${shown(below + tick)}.`;
}

function behind({ side, waiting }: TermsOf, terms: OrderTerms, { priceStyle }: Instrument): string | undefined {
  const { price, stopPrice } = terms;
  if (!waiting || price === undefined || stopPrice === undefined) return undefined;
  if (side === 'buy' ? price >= stopPrice : price <= stopPrice) return undefined;
  const shown = (value: Price) => formatPrice(value, priceStyle);
  const where = side === 'buy' ? 'below' : 'above';
  const allowed = side === 'buy' ? 'above' : 'below';
  return `The limit ${shown(price)} is ${where} the stop price ${shown(stopPrice)}; a stop limit to ${side} has it there or ${allowed}.`;
}
