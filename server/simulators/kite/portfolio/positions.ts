import type { Clock } from '../../../../core/clock.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../../core/model/price.ts';
import { type Side, sideSign } from '../../../../core/model/quantity.ts';
import type { ExchangeTrade, SimulatedExchange } from '../../port.ts';
import { badInput } from '../errors.ts';
import type { Listed } from '../listing.ts';
import { dayText } from '../numbers.ts';
import type { KiteProduct } from '../orders/asked.ts';

/** Quantities, and Σ price × quantity in nano-points. */
export interface Tally {
  bought: number;
  sold: number;
  boughtCost: bigint;
  soldCost: bigint;
}

/** What is held of an instrument in a product. */
export interface KitePosition {
  readonly listed: Listed;
  readonly product: KiteProduct;
  /** What was there in the morning, at the price that the day before ended at. */
  overnight: number;
  overnightCost: bigint;
  /** Of all time that is left after each morning on which it was flat. */
  readonly all: Tally;
  readonly day: Tally;
  date: string;
}

const empty = (): Tally => ({ bought: 0, sold: 0, boughtCost: 0n, soldCost: 0n });

export const netOf = ({ all }: KitePosition): number => all.bought - all.sold;

/** Positions by instrument and product, as trades make them and conversions move them. */
export class Positions {
  readonly #clock: Clock;
  readonly #exchange: SimulatedExchange;
  readonly #positions = new Map<string, KitePosition>();

  constructor(clock: Clock, exchange: SimulatedExchange) {
    this.#clock = clock;
    this.#exchange = exchange;
  }

  add({ side, quantity, price }: ExchangeTrade, listed: Listed, product: KiteProduct): void {
    this.#book(this.#of(listed, product), side, quantity, BigInt(price) * BigInt(quantity));
  }

  /** Those that are held, or were today. */
  all(): readonly KitePosition[] {
    const positions = [...this.#positions.values()];
    for (const each of positions) this.#roll(each);
    return positions.filter((each) => each.overnight !== 0 || each.day.bought + each.day.sold > 0);
  }

  /** Contracts of an instrument in a product, long positive. */
  net(listed: Listed, product: KiteProduct): number {
    const found = this.#positions.get(keyOf(listed, product));
    return found === undefined ? 0 : netOf(found);
  }

  /** Gives what is held another product, at the average that it was made at. Throws a `KiteError`. */
  convert(listed: Listed, from: KiteProduct, to: KiteProduct, side: Side, quantity: number): void {
    const source = this.#of(listed, from);
    const held = netOf(source) * sideSign(side);
    if (from === to) throw badInput('Old and new product are the same.');
    if (quantity < 1 || quantity > held) throw badInput('Quantity to convert is more than what is held.');
    const { bought, sold, boughtCost, soldCost } = source.all;
    const [count, total] = side === 'buy' ? [bought, boughtCost] : [sold, soldCost];
    const cost = (total * BigInt(quantity)) / BigInt(count);
    this.#book(source, side === 'buy' ? 'sell' : 'buy', quantity, cost);
    this.#book(this.#of(listed, to), side, quantity, cost);
  }

  #of(listed: Listed, product: KiteProduct): KitePosition {
    const key = keyOf(listed, product);
    const known = this.#positions.get(key);
    if (known !== undefined) {
      this.#roll(known);
      return known;
    }
    const date = dayText(this.#clock.now());
    const begun = { listed, product, overnight: 0, overnightCost: 0n, all: empty(), day: empty(), date };
    this.#positions.set(key, begun);
    return begun;
  }

  #book({ all, day }: KitePosition, side: Side, quantity: number, cost: bigint): void {
    for (const tally of [all, day]) {
      if (side === 'buy') {
        tally.bought += quantity;
        tally.boughtCost += cost;
      } else {
        tally.sold += quantity;
        tally.soldCost += cost;
      }
    }
  }

  /** A new day begins with what is left, and without what was closed. */
  #roll(position: KitePosition): void {
    const date = dayText(this.#clock.now());
    if (position.date === date) return;
    const { all, day, listed } = position;
    const net = netOf(position);
    const close = this.#exchange.day(listed.instrument.id)?.previousClose ?? (0 as Price);
    position.date = date;
    position.overnight = net;
    position.overnightCost = BigInt(close) * BigInt(Math.abs(net));
    Object.assign(day, empty());
    if (net === 0) Object.assign(all, empty());
  }
}

const keyOf = ({ token }: Listed, product: KiteProduct): string => `${token} ${product}`;

/** Rupees of a cost, rounded once. */
export const worthOf = (cost: bigint): number => Number(cost) / PRICE_UNITS_PER_POINT;
