import type { Price } from '../../core/model/price.ts';
import type { Side } from '../../core/model/quantity.ts';
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
  readonly others: {
    rest(side: Side, quantity: number, ticks: number): Promise<void>;
    /** Trades at once, price by price, no worse than `ticks`. */
    take(side: Side, quantity: number, ticks: number): Promise<void>;
  };
}

/** Something every venue does alike, unless it cannot. */
export interface Behavior {
  readonly name: string;
  /** What a venue must be capable of to be asked; the answer says what it lacks. */
  lacks?(capabilities: VenueCapabilities): string | undefined;
  run(probe: VenueProbe): Promise<void>;
}

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
