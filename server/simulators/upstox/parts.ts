import type { Calendars } from '../../../core/calendar/calendar.ts';
import type { Clock } from '../../../core/clock.ts';
import type { SimulatedExchange } from '../port.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { KillSwitch } from './kill-switch.ts';
import type { Limits } from './limits.ts';
import type { Orders } from './orders/orders.ts';
import type { Portfolio } from './portfolio/portfolio.ts';
import type { Tokens } from './tokens.ts';

/** What every route and stream of the simulator works on. */
export interface UpstoxParts {
  readonly clock: Clock;
  readonly calendars: Calendars;
  readonly exchange: SimulatedExchange;
  /** Whether the exchanges of India trade now. */
  readonly isOpen: () => boolean;
  readonly catalog: Catalog;
  readonly orders: Orders;
  readonly portfolio: Portfolio;
  readonly killSwitch: KillSwitch;
  readonly tokens: Tokens;
  readonly limits: Limits;
}
