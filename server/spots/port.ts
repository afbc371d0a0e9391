import type { InstrumentSpot, SpotsState } from '../../core/spot/state.ts';

/** A price as a person or a program states it. */
export interface SpotRequest {
  readonly instrument: string;
  readonly price: string;
  /** It is meant although it is far from the one in use. */
  readonly confirm?: boolean;
}

/** Something that cannot be done with a spot: what is wrong and what to do. */
export class SpotRefused extends Error {}

/** A price that is far from the one in use and is taken only when it is confirmed. */
export class SpotFar extends Error {}

/** The spot of each instrument and where it comes from. Names are resolved as the desk does, so unknown ones throw `UnknownName`. */
export interface Spots {
  state(): SpotsState;
  of(instrument: string): InstrumentSpot;
  /** Journals a price by hand, then shows it. Throws `SpotRefused`, `SpotFar`, `AmbiguousPrice`, `MalformedText` and `OutOfRange`. */
  set(request: SpotRequest): Promise<InstrumentSpot>;
  /** Takes the price by hand back; what the other sources say counts again. */
  withdraw(instrument: string): Promise<InstrumentSpot>;
  /** Uses one source whatever it says, or leaves it to the order again with null. Throws `SpotRefused`. */
  choose(instrument: string, source: string | null): Promise<InstrumentSpot>;
  /** Begins to look at files and addresses. */
  start(): void;
  /** Looks everywhere once. */
  look(): Promise<void>;
  close(): Promise<void>;
}
