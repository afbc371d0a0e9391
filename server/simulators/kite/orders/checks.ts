import type { Price } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';
import type { SimulatedExchange } from '../../port.ts';
import { badInput, KiteError } from '../errors.ts';
import type { Listed } from '../listing.ts';
import { circuitOf } from '../market/circuit.ts';
import { rupees } from '../numbers.ts';
import type { Holdings } from '../portfolio/holdings.ts';
import type { Asked, KiteTerms } from './asked.ts';

/** What is refused before anything is in the order book. Throws a `KiteError`. */
export function checkVariety({ variety, legs, legQuantity, quantity, listed }: Asked): void {
  const { lot = 1 } = listed.instrument;
  if (variety === 'amo')
    throw badInput('After market orders are blocked while the market is open, and this one always is.');
  if (variety === 'co') throw badInput('Cover orders are blocked for this instrument.');
  if (variety === 'auction') throw badInput('There is no auction of this instrument.');
  if (variety !== 'iceberg') return;
  if (legs < 2 || legs > 10) throw badInput('Invalid `iceberg_legs`. An iceberg has 2 to 10 legs.');
  if (legQuantity < 1 || legQuantity % lot !== 0 || Math.ceil(quantity / legQuantity) !== legs)
    throw badInput('Invalid `iceberg_quantity`.');
}

/** What is refused of terms: lots, the freeze quantity, prices. Throws a `KiteError`. */
export function checkTerms(terms: KiteTerms, listed: Listed, side: Side, exchange: SimulatedExchange): void {
  const { lot = 1, freezeQuantity, id, option } = listed.instrument;
  const { quantity, orderType, price, trigger } = terms;
  if (quantity % lot !== 0) throw badInput(`Quantity should be in multiples of lot size ${lot}.`);
  if (freezeQuantity !== undefined && quantity > freezeQuantity)
    throw badInput(
      `The order quantity is more than the freeze quantity of ${freezeQuantity}. Split the order, or set \`autoslice\`.`,
    );
  if (orderType === 'SL-M' && option)
    throw badInput('SL-M orders are blocked for options by the exchange. Place an SL order.');
  const circuit = circuitOf(listed, exchange);
  for (const each of [price, trigger]) if (circuit && each > 0) checkCircuit(each, circuit);
  const last = exchange.day(id)?.last;
  if (trigger > 0 && last !== undefined && (side === 'buy' ? trigger <= last : trigger >= last)) {
    const where = side === 'buy' ? 'higher' : 'lower';
    throw badInput(
      `Trigger price for stoploss ${side} orders should be ${where} than the last traded price (${rupees(last)}).`,
    );
  }
  if (orderType === 'SL' && (side === 'buy' ? price < trigger : price > trigger)) {
    const where = side === 'buy' ? 'lower' : 'higher';
    throw badInput(`Price of a stoploss ${side} order should not be ${where} than its trigger price.`);
  }
}

function checkCircuit(price: Price, { lower, upper }: { readonly lower: Price; readonly upper: Price }): void {
  const [which, limit] = price < lower ? ['lower', lower] : price > upper ? ['higher', upper] : [];
  if (limit === undefined) return;
  const circuit = which === 'lower' ? 'lower' : 'upper';
  throw badInput(
    `Your order price is ${which} than the current ${circuit} circuit limit of ${rupees(limit)}. Place an order within the daily range.`,
  );
}

export const beingProcessed = (what: 'modified' | 'cancelled'): KiteError =>
  new KiteError('OrderException', `Order cannot be ${what} as it is being processed. Try later.`);

/** What is refused of an order before it is sent. Throws a `KiteError`. */
export function checkOrder(asked: Asked, exchange: SimulatedExchange, holdings: Holdings): void {
  const { listed, side, product, quantity } = asked;
  checkTerms(asked, listed, side, exchange);
  if (product === 'CNC' && side === 'sell' && quantity > holdings.free(listed))
    throw new KiteError('HoldingException', `Insufficient stock holding in ${listed.symbol}.`);
}
