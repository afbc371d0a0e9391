import type { OrderIntent, OrderTerms, OrderType, TimeInForce } from '../../model/order.ts';
import type { Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import { isStop } from '../../orders/terms.ts';
import type { RestingOrder } from './level.ts';

/** An order of the console's at the venue. */
export class OwnOrder {
  readonly intent: OrderIntent;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  /** When it ends if nothing else ends it. */
  readonly expires: Instant;
  terms: OrderTerms;
  filled: number;
  /** A stop whose price was not reached yet; it stands among the stops and not in the book. */
  waiting: boolean;
  /** Its place in the book or among the stops; absent while it is being matched. */
  resting: RestingOrder | undefined;

  constructor(intent: OrderIntent, terms: OrderTerms, expires: Instant) {
    this.intent = intent;
    this.side = intent.side;
    this.type = intent.type;
    this.timeInForce = intent.timeInForce;
    this.terms = terms;
    this.expires = expires;
    this.filled = 0;
    this.waiting = isStop(intent.type);
    this.resting = undefined;
  }

  get leaves(): number {
    return this.terms.quantity - this.filled;
  }
}
