import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import type { Quote } from '../../core/model/market.ts';
import type { OrderEvent } from '../../core/model/order.ts';
import type { DayPnl } from '../../core/pnl/day.ts';
import type { Venue } from '../../core/venue/port.ts';
import type { Journal } from '../journal/port.ts';
import type { DayFills } from './fills.ts';
import type { DeskHistory } from './history.ts';
import type { DeskInstruments } from './instruments.ts';
import type { Log } from './log.ts';
import type { MarketDesk } from './market-desk.ts';
import type { ComingFills } from './order-entries.ts';
import type { Orders } from './orders.ts';

export interface DeskParts {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly environment: string;
  readonly venue: Venue;
  readonly journal: Journal;
  readonly instruments: DeskInstruments;
  readonly market: MarketDesk;
  readonly orders: Orders;
  readonly fills: DayFills;
  readonly pnl: DayPnl;
  readonly history: DeskHistory;
  readonly coming: ComingFills;
  readonly log: Log;
}

/** Somebody who decides: told of quotes as they come, of order events once they are on disk. */
export interface Decider {
  quote(quote: Quote): void;
  order(event: OrderEvent): void;
}
