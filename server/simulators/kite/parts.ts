import type { Clock } from '../../../core/clock.ts';
import type { SimulatedExchange } from '../port.ts';
import type { Gtts } from './gtt/gtts.ts';
import type { Limits } from './limits.ts';
import type { Listing } from './listing.ts';
import type { Orders } from './orders/orders.ts';
import type { Funds } from './portfolio/funds.ts';
import type { Holdings } from './portfolio/holdings.ts';
import type { Positions } from './portfolio/positions.ts';
import type { Sessions } from './sessions.ts';

/** What every call works on. */
export interface KiteParts {
  readonly clock: Clock;
  readonly exchange: SimulatedExchange;
  readonly listing: Listing;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly orders: Orders;
  readonly gtts: Gtts;
  readonly positions: Positions;
  readonly holdings: Holdings;
  readonly funds: Funds;
  /** Where the login page sends a person back to; a page of the simulator's own, which shows the request token, where there is none. */
  readonly redirect: string | undefined;
}
