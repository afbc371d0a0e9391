import { type ClientOrderId, executionId, idSequence, venueOrderId } from '../../model/ids.ts';
import type { OrderEventBody } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import type { Quantity } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import type { VenueEvent } from '../port.ts';
import type { OwnOrder } from './own-order.ts';

/** What is said of own orders, with ids that follow from the prefix and the order of events alone. The console knows it when it happens. */
export class Answers {
  readonly #emit: (event: VenueEvent) => void;
  readonly #nextOrder: () => string;
  readonly #nextExecution: () => string;

  constructor(idPrefix: string, emit: (event: VenueEvent) => void) {
    this.#emit = emit;
    this.#nextOrder = idSequence(`${idPrefix}-O`);
    this.#nextExecution = idSequence(`${idPrefix}-E`);
  }

  say(clientOrderId: ClientOrderId, at: Instant, body: OrderEventBody): void {
    this.#emit({ type: 'order', event: { ...body, clientOrderId, tsEvent: at, tsInit: at } });
  }

  accepted({ intent }: OwnOrder, at: Instant): void {
    this.say(intent.clientOrderId, at, { type: 'accepted', venueOrderId: venueOrderId(this.#nextOrder()) });
  }

  filled({ intent }: OwnOrder, price: Price, quantity: Quantity, liquidity: 'maker' | 'taker', at: Instant): void {
    const execution = executionId(this.#nextExecution());
    this.say(intent.clientOrderId, at, { type: 'filled', executionId: execution, price, quantity, liquidity });
  }
}
