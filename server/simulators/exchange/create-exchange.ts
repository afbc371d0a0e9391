import type { Calendars } from '../../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../../core/calendar/day.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { ExchangeAccount, SimulatedExchange } from '../port.ts';
import type { CarriedPosition } from './carried.ts';
import { Exchange } from './exchange.ts';

export interface ExchangeOptions {
  readonly clock: Clock;
  /** Those that have a market from the start, and indices. */
  readonly instruments: readonly Instrument[];
  /** Futures and options that get a market when somebody asks for it; the underlying of each is among `instruments`, by its root. */
  readonly derived?: readonly Instrument[];
  /** The same seed and the same instants give the same market and the same past. */
  readonly seed: string;
  /** Two that trade and one that may not, where it is left out. */
  readonly accounts?: readonly ExchangeAccount[];
  /** What accounts hold when it begins. */
  readonly carried?: readonly CarriedPosition[];
  readonly calendars?: Calendars;
  /** The product group of a root, where it is not interest rates. */
  readonly groups?: ReadonlyMap<string, ProductGroup>;
  /** `always`, when left out, so that a simulator is alive on a Saturday. */
  readonly hours?: 'always' | 'exchange';
  /** Nobody trades but the accounts. */
  readonly quiet?: boolean;
}

/** The exchange behind simulated venues: the paper venue's matching and participants, and the books of its accounts. */
export const createExchange = (options: ExchangeOptions): SimulatedExchange => new Exchange(options);
