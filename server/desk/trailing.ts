import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Quote } from '../../core/model/market.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import { isOpen } from '../../core/orders/apply.ts';
import { betterFor, trailed } from '../../core/orders/trail.ts';
import type { Decider, DeskParts } from './parts.ts';
import { OrderRefused } from './port.ts';

export interface TrailingParts extends Pick<DeskParts, 'orders' | 'market' | 'instruments' | 'clock' | 'log'> {
  /** Journals what is asked for before the venue hears of it. */
  move(clientOrderId: ClientOrderId, stopPrice: Price): Promise<Order>;
}

/** After a refusal of the desk. */
const AFTER_REFUSAL = 5 * SECOND;

interface Followed {
  /** The best price since it was last moved. */
  best: Price | undefined;
  busy: boolean;
  rests: Instant;
}

/** Moves stops that follow the market, each at most once a second, so that a venue is not asked for every tick. */
export class Trailing implements Decider {
  readonly #parts: TrailingParts;
  readonly #followed = new Map<ClientOrderId, Followed>();
  #begun = false;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: TrailingParts) {
    this.#parts = parts;
  }

  /** Takes up the orders that the journal left open. */
  begin(): void {
    this.#begun = true;
    for (const order of this.#parts.orders.open()) this.#follow(order);
  }

  /** Moves nothing more, and resolves when what was asked for is journalled. */
  async end(): Promise<void> {
    this.#begun = false;
    await this.settled();
  }

  async settled(): Promise<void> {
    await this.#underWay;
  }

  order({ clientOrderId }: OrderEvent): void {
    const order = this.#parts.orders.get(clientOrderId);
    if (order) this.#follow(order);
  }

  quote({ instrument }: Quote): void {
    if (this.#followed.size === 0) return;
    const last = this.#parts.market.last(instrument);
    if (last === undefined) return;
    for (const [id, followed] of this.#followed) {
      const intent = this.#parts.orders.get(id)?.intent;
      if (intent?.instrument === instrument) followed.best = betterFor(intent.side, followed.best ?? last, last);
    }
  }

  second(): void {
    if (!this.#begun) return;
    for (const [id, followed] of this.#followed) {
      const moving = this.#look(id, followed);
      if (moving) this.#underWay = Promise.all([this.#underWay, moving]);
    }
  }

  #follow(order: Order): void {
    const { clientOrderId, trail } = order.intent;
    if (trail === undefined) return;
    if (!isOpen(order)) this.#followed.delete(clientOrderId);
    else if (!this.#followed.has(clientOrderId))
      this.#followed.set(clientOrderId, { best: undefined, busy: false, rests: instant(0) });
  }

  #look(id: ClientOrderId, followed: Followed): Promise<void> | undefined {
    const { orders, market, instruments, clock } = this.#parts;
    const order = orders.get(id);
    const last = order && market.last(order.intent.instrument);
    if (order === undefined || last === undefined || followed.busy || followed.rests > clock.now()) return undefined;
    const best = betterFor(order.intent.side, followed.best ?? last, last);
    const to = trailed(order, best, last, instruments.resolve(order.intent.instrument));
    followed.best = best;
    return to === undefined ? undefined : this.#move(id, followed, to);
  }

  async #move(id: ClientOrderId, followed: Followed, to: Price): Promise<void> {
    const { clock, log, move } = this.#parts;
    followed.busy = true;
    try {
      await move(id, to);
    } catch (error) {
      followed.rests = instant(clock.now() + AFTER_REFUSAL);
      const why = error instanceof Error ? error.message : String(error);
      if (error instanceof OrderRefused) log.warn(`${id} was not moved after the market: ${why}`);
      else log.error(`${id} was not moved after the market: ${why}`);
    } finally {
      followed.busy = false;
    }
  }
}
