import { expect } from 'vitest';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { OrderEvent, OrderIntent, OrderTerms } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { VenueEvent } from '../../core/venue/port.ts';
import type { VenueUnderTest } from './under-test.ts';

type More = Partial<OrderIntent>;

/** Sends orders in ticks from the middle, and says what came back in words. */
export class VenueProbe {
  readonly at: VenueUnderTest;
  readonly events: VenueEvent[] = [];
  #sent = 0;

  constructor(at: VenueUnderTest) {
    this.at = at;
    at.venue.onEvents((batch) => this.events.push(...batch));
  }

  price(ticks: number): Price {
    return (this.at.middle + ticks * this.at.tick) as Price;
  }

  async place(side: Side, quantity: number, ticks: number | 'market', more: More = {}): Promise<ClientOrderId> {
    const intent: OrderIntent = {
      clientOrderId: `c${++this.#sent}` as ClientOrderId,
      instrument: this.at.instrument,
      account: this.at.account ?? ('TEST' as AccountId),
      strategy: 'manual',
      side,
      type: ticks === 'market' ? 'market' : 'limit',
      quantity: quantity as Quantity,
      timeInForce: 'day',
      ...(ticks === 'market' ? {} : { price: this.price(ticks) }),
      ...more,
    };
    this.at.venue.place(intent);
    await this.at.settle();
    return intent.clientOrderId;
  }

  stop(side: Side, quantity: number, ticks: number, more: More = {}): Promise<ClientOrderId> {
    return this.place(side, quantity, 'market', { type: 'stop', stopPrice: this.price(ticks), ...more });
  }

  stopLimit(side: Side, quantity: number, ticks: number, limit: number): Promise<ClientOrderId> {
    return this.stop(side, quantity, ticks, { type: 'stop_limit', price: this.price(limit) });
  }

  async cancel(id: ClientOrderId): Promise<void> {
    this.at.venue.cancel(id);
    await this.at.settle();
  }

  async replace(id: ClientOrderId, quantity: number, prices: { limit?: number; stop?: number }): Promise<void> {
    const terms: OrderTerms = {
      quantity: quantity as Quantity,
      ...(prices.limit === undefined ? {} : { price: this.price(prices.limit) }),
      ...(prices.stop === undefined ? {} : { stopPrice: this.price(prices.stop) }),
    };
    this.at.venue.replace(id, terms);
    await this.at.settle();
  }

  queueAhead(...ids: ClientOrderId[]): (number | undefined)[] {
    return ids.map((id) => this.at.venue.queueAhead(id));
  }

  orderEvents(id: ClientOrderId): OrderEvent[] {
    return this.events.flatMap((each) =>
      each.type === 'order' && each.event.clientOrderId === id ? [each.event] : [],
    );
  }

  ticksAway(price: Price): number {
    return (price - this.at.middle) / this.at.tick;
  }

  /** The life of an order in words: `accepted`, `filled 3@-1 maker`, `replaced 5@2`, `canceled`. */
  life(id: ClientOrderId): string[] {
    return this.orderEvents(id).map((event) => {
      if (event.type === 'filled') {
        const liquidity = this.at.liquidityOf?.(event.executionId) ?? event.liquidity;
        return `filled ${event.quantity}@${this.ticksAway(event.price)} ${liquidity}`;
      }
      if (event.type !== 'replaced') return event.type;
      const { quantity, price, stopPrice } = event.terms;
      const limit = price === undefined ? '' : `@${this.ticksAway(price)}`;
      return `replaced ${quantity}${limit}${stopPrice === undefined ? '' : ` stop ${this.ticksAway(stopPrice)}`}`;
    });
  }

  reasonOf(id: ClientOrderId): string {
    const last = this.orderEvents(id).at(-1);
    return last !== undefined && 'reason' in last ? last.reason : '';
  }

  /** Why the last event came, in our words; of a venue with words of its own any sentence does. */
  expectReason(id: ClientOrderId, reason: string | RegExp): void {
    const said = this.reasonOf(id);
    if (this.at.ownReasons) expect(said).toMatch(/^.+\.$/);
    else if (typeof reason === 'string') expect(said).toContain(reason);
    else expect(said).toMatch(reason);
  }

  /** Where orders stand at their prices; nothing of a venue that does not tell. */
  expectQueue(ids: readonly ClientOrderId[], ahead: readonly (number | undefined)[]): void {
    const unknown = this.at.venue.capabilities.cannot?.queue !== undefined;
    expect(this.queueAhead(...ids)).toEqual(unknown ? ids.map(() => undefined) : ahead);
  }

  depth(): { bids: string[]; asks: string[] } {
    const { bids = [], asks = [] } = this.at.venue.depth(this.at.instrument) ?? {};
    const words = (levels: typeof bids) => levels.map((each) => `${each.quantity}@${this.ticksAway(each.price)}`);
    return { bids: words(bids), asks: words(asks) };
  }

  trades(): string[] {
    return this.events.flatMap((each) =>
      each.type === 'trade'
        ? [`${each.trade.aggressor} ${each.trade.quantity}@${this.ticksAway(each.trade.price)}`]
        : [],
    );
  }
}
