import type { MarketTrade } from '../../../../core/model/market.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { GatewayOrder } from './order.ts';
import { trailed } from './trail.ts';

/** Lets trailing stops follow their markets. */
export class TrailingStops {
  readonly #move: (order: GatewayOrder, stopPrice: Price) => void;
  readonly #byInstrument = new Map<string, Set<GatewayOrder>>();

  constructor(move: (order: GatewayOrder, stopPrice: Price) => void) {
    this.#move = move;
  }

  add(order: GatewayOrder): void {
    const { id } = order.identity.contract.instrument;
    const orders = this.#byInstrument.get(id) ?? new Set();
    this.#byInstrument.set(id, orders.add(order));
  }

  traded({ instrument, price }: MarketTrade): void {
    const orders = this.#byInstrument.get(instrument);
    for (const order of orders ?? []) {
      const { stopPrice, trailTicks, identity } = order;
      if (order.isOver || stopPrice === undefined || trailTicks === undefined) {
        orders?.delete(order);
        continue;
      }
      const level = trailed(identity.side, stopPrice, price, trailTicks, identity.contract.instrument.tick);
      if (level !== stopPrice) this.#move(order, level);
    }
  }
}
