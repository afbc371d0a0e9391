import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { OrderIntent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import type { VenueCapabilities } from '../../core/venue/port.ts';
import { OrderRefused, type OrderRequest } from './port.ts';

const MOST_CONTRACTS = 100_000;
const word = /^[A-Za-z0-9_-]{1,32}$/;
const orderId = /^[A-Za-z0-9_.-]{1,64}$/;

/** What a request becomes once it is whole, on the grid and possible at the venue. Throws `OrderRefused` with what to change. */
export function checkOrder(
  request: OrderRequest,
  instrument: Instrument,
  capabilities: VenueCapabilities,
  clientOrderId: () => ClientOrderId,
): OrderIntent {
  const { account, strategy = 'manual', quantity, side, type, timeInForce, price } = request;
  checkWord('account', account);
  checkWord('strategy', strategy);
  if (request.clientOrderId !== undefined && !orderId.test(request.clientOrderId)) {
    throw new OrderRefused('clientOrderId takes letters, digits, dot, dash and underscore, at most 64.');
  }
  if (side !== 'buy' && side !== 'sell') throw new OrderRefused(`side is "${side}"; it is buy or sell.`);
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > MOST_CONTRACTS) {
    throw new OrderRefused(`quantity is ${quantity}; it is a whole number from 1 to ${MOST_CONTRACTS}.`);
  }
  checkOffered('type', type, capabilities.orderTypes);
  checkOffered('timeInForce', timeInForce, capabilities.timesInForce);
  checkPrice(request, instrument);
  return {
    clientOrderId: request.clientOrderId ?? clientOrderId(),
    instrument: instrument.id,
    account,
    strategy,
    side,
    type,
    quantity,
    ...(price === undefined ? {} : { price }),
    timeInForce,
  };
}

function checkWord(name: string, text: string): void {
  if (!word.test(text)) throw new OrderRefused(`${name} takes letters, digits, dash and underscore, at most 32.`);
}

function checkOffered(name: string, value: string, offered: readonly string[]): void {
  if (offered.includes(value)) return;
  throw new OrderRefused(`${name} is "${value}"; this venue takes ${offered.join(' or ')}.`);
}

function checkPrice({ type, price }: OrderRequest, instrument: Instrument): void {
  if (type === 'market') {
    if (price === undefined) return;
    throw new OrderRefused('A market order has no price. Leave the price out, or make it a limit order.');
  }
  if (price === undefined) throw new OrderRefused('A limit order needs a price.');
  if (price % instrument.tick === 0) return;
  const below = Math.floor(price / instrument.tick) * instrument.tick;
  const shown = (at: number) => formatPrice(at as Price, instrument.priceStyle);
  throw new OrderRefused(
    `The price is off the grid of ${instrument.id}. The nearest prices are ${shown(below)} and ${shown(below + instrument.tick)}.`,
  );
}
