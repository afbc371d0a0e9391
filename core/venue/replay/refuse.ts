import type { OrderIntent, OrderTerms } from '../../model/order.ts';
import { type Price, priceToDecimal } from '../../model/price.ts';
import { formatPrice } from '../../model/price-format.ts';
import type { ReplayMarket } from './market.ts';

/** Farther from the market than this share of its price, a price is taken for a slip of the hand. */
const PRICE_BAND = 0.1;

export interface Asked {
  readonly intent: OrderIntent;
  readonly terms: OrderTerms;
  /** A stop whose price was not reached yet. */
  readonly isWaiting: boolean;
}

/** Why an order cannot have these terms here, as a sentence; undefined when it can. `shows`: what is offered is known. */
export function refuse(asked: Asked, market: ReplayMarket, shows: boolean): string | undefined {
  const { terms } = asked;
  if (!Number.isInteger(terms.quantity) || terms.quantity < 1)
    return `The quantity is ${terms.quantity}; it must be a whole number of contracts, at least 1.`;
  return (
    incomplete(asked) ??
    (shows ? nobodyThere(asked, market) : undefined) ??
    offGrid(terms.price, market) ??
    offGrid(terms.stopPrice, market) ??
    farAway(terms.price, market) ??
    farAway(terms.stopPrice, market) ??
    wrongSide(asked, market)
  );
}

function incomplete({ intent: { type, timeInForce }, terms: { price, stopPrice } }: Asked): string | undefined {
  const isStop = type === 'stop' || type === 'stop_limit';
  const isLimit = type === 'limit' || type === 'stop_limit';
  const name = `A ${type.replace('_', ' ')} order`;
  if (isLimit && price === undefined) return `${name} needs a price.`;
  if (!isLimit && price !== undefined) return `${name} has no price; leave it out or send a limit order.`;
  if (isStop && stopPrice === undefined) return `${name} needs a stop price.`;
  if (!isStop && stopPrice !== undefined) return `${name} has no stop price; leave it out or send a stop.`;
  if (isStop && timeInForce === 'ioc') return `${name} waits for its stop price, so it cannot be ioc; send it as day.`;
  return undefined;
}

function nobodyThere({ intent: { type, side } }: Asked, { shown, instrument }: ReplayMarket): string | undefined {
  if (type !== 'market' || shown.side(side === 'buy' ? 'sell' : 'buy').best !== undefined) return undefined;
  const why = shown.gap === undefined ? '' : `, as the recording has a gap here (${shown.gap})`;
  return `Nobody ${side === 'buy' ? 'offers' : 'bids for'} ${instrument.id} right now${why}; send a limit order instead.`;
}

const print = (price: Price, { instrument }: ReplayMarket): string => formatPrice(price, instrument.priceStyle);

function offGrid(price: Price | undefined, market: ReplayMarket): string | undefined {
  const { id, tick } = market.instrument;
  if (price === undefined || price % tick === 0) return undefined;
  const below = Math.floor(price / tick) * tick;
  const [lower, upper] = [print(below as Price, market), print((below + tick) as Price, market)];
  return `${priceToDecimal(price)} is between two ticks of ${id}; the nearest prices are ${lower} and ${upper}.`;
}

function farAway(price: Price | undefined, market: ReplayMarket): string | undefined {
  const reference = market.reference();
  if (price === undefined || reference === undefined) return undefined;
  if (Math.abs(price - reference) <= Math.abs(reference) * PRICE_BAND) return undefined;
  const { id, tick } = market.instrument;
  const at = print((Math.round(reference / tick) * tick) as Price, market);
  return `${print(price, market)} is more than ${PRICE_BAND * 100} % away from the market of ${id} at ${at}; check the price.`;
}

function wrongSide(
  { intent: { side }, isWaiting, terms: { stopPrice } }: Asked,
  market: ReplayMarket,
): string | undefined {
  const { last } = market;
  if (!isWaiting || stopPrice === undefined || last === undefined) return undefined;
  if (side === 'buy' ? stopPrice > last : stopPrice < last) return undefined;
  const where = side === 'buy' ? 'above' : 'below';
  return `A stop to ${side} lies ${where} the last price, and ${market.instrument.id} traded at ${print(last, market)}; send a market order to ${side} now, or a stop ${where} it.`;
}
