import type { LadderOrder, LadderOrderType } from '../../core/ladder/order.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { type Price, priceFromDecimal } from '../../core/model/price.ts';
import { parsePrice } from '../../core/model/price-parse.ts';
import { CommandFailure } from './client.ts';

export interface ReadOrders {
  readonly orders: readonly LadderOrder[];
  /** Entries that are no working order of this instrument, with their place (from 1) and the reason. */
  readonly left: readonly { readonly entry: number; readonly reason: string }[];
}

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What keeps an entry out. */
class LeftOut extends Error {}

/**
 * Reads the working orders of a TT answer (`{status, orders}`), of its bare array, or of an array of
 * `{side, quantity, price, type, trigger, instrument}`. `isOther` says whether a name is another instrument's. Throws a `CommandFailure` for
 * what is no such document, and for TT orders of several instruments.
 */
export function readLadderOrders(
  document: unknown,
  { priceStyle }: Pick<Instrument, 'priceStyle'>,
  isOther: (name: string) => boolean,
): ReadOrders {
  const orders: LadderOrder[] = [];
  const left: { entry: number; reason: string }[] = [];
  const venueInstruments = new Set<string>();
  for (const [index, entry] of entriesOf(document).entries()) {
    try {
      if (!isEntry(entry)) throw new LeftOut('it is no object');
      orders.push(isVenueOrder(entry) ? venueOrder(entry, priceOf) : plainOrder(entry, priceOf, isOther));
      if (entry.instrumentId !== undefined) venueInstruments.add(String(entry.instrumentId));
    } catch (error) {
      if (!(error instanceof LeftOut)) throw error;
      left.push({ entry: index + 1, reason: error.message });
    }
  }
  if (venueInstruments.size > 1) {
    throw new CommandFailure(
      `The orders are of ${venueInstruments.size} instruments (instrumentId ${[...venueInstruments].join(', ')}), and a ladder shows one. Keep those of one in the file.`,
    );
  }
  return { orders, left };

  function priceOf(given: unknown, what: string): Price {
    try {
      if (typeof given === 'number' && Number.isFinite(given)) return priceFromDecimal(given.toFixed(9));
      if (typeof given === 'string') return parsePrice(given, priceStyle);
    } catch (error) {
      throw new LeftOut(`its ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
    throw new LeftOut(`it has no ${what}`);
  }
}

function entriesOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (!isEntry(document)) throw new CommandFailure('Orders are an array, or an object whose "orders" is one.');
  const { status, orders } = document;
  if (status !== undefined && status !== 'Ok') {
    throw new CommandFailure(`The answer's status is ${JSON.stringify(status)} and not "Ok", so it holds no orders.`);
  }
  if (!Array.isArray(orders)) throw new CommandFailure('Orders are an array, or an object whose "orders" is one.');
  return orders;
}

type PriceOf = (given: unknown, what: string) => Price;

const isVenueOrder = (entry: Entry): boolean => 'orderStatus' in entry || 'leavesQuantity' in entry;

const venueSides: Readonly<Record<string, LadderOrder['side']>> = { '1': 'buy', '2': 'sell' };
/** A market order that works with a price is one that waits at it. */
const venueTypes: Readonly<Record<string, LadderOrderType>> = { '2': 'limit', '3': 'stop', '4': 'stop_limit' };

function venueOrder(entry: Entry, priceOf: PriceOf): LadderOrder {
  if (entry.orderStatus !== '1') throw new LeftOut('it does not work (orderStatus is not "1")');
  const side = typeof entry.side === 'string' ? venueSides[entry.side] : undefined;
  if (!side) throw new LeftOut('its side is neither "1" nor "2"');
  const type = venueTypes[String(entry.orderType)];
  const { stopPrice } = entry;
  return {
    side,
    quantity: contracts(entry.leavesQuantity, 'leavesQuantity'),
    price: priceOf(entry.price, 'price'),
    ...(type ? { type } : {}),
    ...(type === 'stop_limit' && typeof stopPrice === 'number' ? { trigger: priceOf(stopPrice, 'stopPrice') } : {}),
  };
}

const plainTypes: Readonly<Record<string, LadderOrderType>> = {
  limit: 'limit',
  stop: 'stop',
  'stop-limit': 'stop_limit',
  stop_limit: 'stop_limit',
  market: 'market',
};

function plainOrder(entry: Entry, priceOf: PriceOf, isOther: (name: string) => boolean): LadderOrder {
  const { side, type, instrument } = entry;
  if (typeof instrument === 'string' && isOther(instrument)) throw new LeftOut(`it is of ${instrument}`);
  if (side !== 'buy' && side !== 'sell') throw new LeftOut('its side is neither buy nor sell');
  const known = typeof type === 'string' ? plainTypes[type.toLowerCase()] : undefined;
  if (type !== undefined && !known) throw new LeftOut('its type is none of limit, stop, stop-limit and market');
  return {
    side,
    quantity: contracts(entry.quantity, 'quantity'),
    ...(known ? { type: known } : {}),
    ...(known === 'market' ? {} : { price: priceOf(entry.price, 'price') }),
    ...(known === 'stop_limit' && entry.trigger !== undefined ? { trigger: priceOf(entry.trigger, 'trigger') } : {}),
  };
}

function contracts(given: unknown, what: string): number {
  if (typeof given === 'number' && Number.isSafeInteger(given) && given > 0) return given;
  throw new LeftOut(`its ${what} is no whole number above zero`);
}
