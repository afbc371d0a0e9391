import type { Clock } from '../../../core/clock.ts';
import type { SimulatedExchange } from '../port.ts';
import type { Accounts } from './accounts.ts';
import type { Books } from './books.ts';
import type { Contracts } from './contracts.ts';
import type { Orders } from './orders/orders.ts';
import type { Seconds } from './seconds.ts';
import type { Session, Sessions } from './sessions.ts';

/** What every call and every hub of the gateway works on. */
export interface Gateway {
  readonly clock: Clock;
  readonly exchange: SimulatedExchange;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly contracts: Contracts;
  readonly orders: Orders;
  readonly books: Books;
  readonly seconds: Seconds;
  /** Tells the hubs of a session that it has ended. */
  readonly loggedOut: (session: Session) => void;
}
