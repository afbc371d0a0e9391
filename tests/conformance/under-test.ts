import type { AccountId, ExecutionId } from '../../core/model/ids.ts';
import type { Price } from '../../core/model/price.ts';
import type { Side } from '../../core/model/quantity.ts';
import type { Instant } from '../../core/model/time.ts';
import type { VenueBooks } from '../../core/venue/books.ts';
import type { Venue, VenueCapabilities } from '../../core/venue/port.ts';
import type { VenueProbe } from './probe.ts';

/** A venue with an empty book of one instrument, as the suite finds it before each test. */
export interface VenueUnderTest {
  readonly venue: Venue;
  readonly instrument: string;
  /** A price in the middle of what the venue allows, and its tick. */
  readonly middle: Price;
  readonly tick: Price;
  /** Waits until the venue has answered everything sent so far. */
  settle(): Promise<void>;
  /** What somebody else does in the market, `ticks` from the middle; in a recording, what was recorded next. */
  /** Whose orders the suite sends; any name where it is left out. */
  readonly account?: AccountId;
  /** The venue's clock when the suite began. */
  readonly began?: Instant;
  /** What a venue keeps of us, where it keeps books. */
  readonly books?: VenueBooks;
  /** It gives reasons in words of its own. */
  readonly ownReasons?: true;
  /** An order of the same account that another program places. */
  elsewhere?(side: Side, quantity: number, ticks: number): Promise<void>;
  /** Who made an execution, from the other side's books, where the venue does not say it. */
  liquidityOf?(execution: ExecutionId): 'maker' | 'taker' | undefined;
  readonly others: {
    rest(side: Side, quantity: number, ticks: number): Promise<void>;
    /** Trades at once, price by price, no worse than `ticks`. */
    take(side: Side, quantity: number, ticks: number): Promise<void>;
  };
}

/** Something every venue does alike, unless it cannot. */
export interface Behavior {
  readonly name: string;
  /** Also asked where a venue takes no orders. */
  readonly withoutOrders?: true;
  /** What a venue must be capable of to be asked; the answer says what it lacks. */
  lacks?(capabilities: VenueCapabilities, at: VenueUnderTest): string | undefined;
  run(probe: VenueProbe): Promise<void>;
}

/** Whether it takes orders at all, and of a type. */
export const needsOrders = ({ orderTypes, cannot }: VenueCapabilities): string | undefined =>
  orderTypes.length > 0 ? undefined : (cannot?.orders ?? 'takes no orders');
export const needsIoc = ({ timesInForce }: VenueCapabilities): string | undefined =>
  timesInForce.includes('ioc') ? undefined : 'takes no ioc orders';
export const needsQueue = ({ cannot }: VenueCapabilities): string | undefined => cannot?.queue;
export const needsBooks = (_: VenueCapabilities, { books }: VenueUnderTest): string | undefined =>
  books ? undefined : 'is inside of the console, which keeps the books';
export const needsElsewhere = (_: VenueCapabilities, at: VenueUnderTest): string | undefined =>
  at.elsewhere ? undefined : 'has nobody else in an account';

const orderType =
  (type: VenueCapabilities['orderTypes'][number]) =>
  ({ orderTypes }: VenueCapabilities): string | undefined =>
    orderTypes.includes(type) ? undefined : `takes no ${type} orders`;

export const needsStops = orderType('stop');
export const needsStopLimits = orderType('stop_limit');
export const needsReplace = ({ replace }: VenueCapabilities): string | undefined =>
  replace ? undefined : 'replaces no orders';
export const needsSelfTrade = ({ selfTrade }: VenueCapabilities): string | undefined =>
  selfTrade ? undefined : 'has no self-trade prevention';
