import type { SpotSourceSettings } from '../../config/spots.ts';
import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Spot } from '../../core/spot/state.ts';

/** What a source has to say at the moment. */
export interface Said {
  readonly spot?: Spot;
  /** A sentence on what keeps it from saying something new; the last spot stands beside it. */
  readonly problem?: string;
}

/** One place that the spot of one instrument may come from. */
export interface SpotSource {
  readonly name: string;
  /** Where it looks, without anything secret. */
  readonly about: string;
  /** The clock that its instants are of: the console's, or the machine's for what lies outside of it. */
  readonly clock: Clock;
  /** Whether what it says is journalled: what the venue says is in the record of the market. */
  readonly kept: boolean;
  said(): Said;
  /** Brings back what it said before a restart. */
  restore(spot: Spot): void;
  /** Begins to look; `changed` is called whenever `said` is another. */
  start(changed: () => void): void;
  stop(): Promise<void>;
  /** Looks once, for a command that waits for the answer. Never rejects: what goes wrong is its problem. */
  look(): Promise<void>;
}

/** What sources are made from. */
export interface SourceTools {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly machine: Clock;
  /** Variables that may hold secrets, by name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** From 0 to 1: what spreads retries. */
  readonly random: () => number;
}

export type MakeSource<S extends SpotSourceSettings> = (
  settings: S,
  instrument: Instrument,
  tools: SourceTools,
) => SpotSource;
