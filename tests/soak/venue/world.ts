import type { Config } from '../../../config/load.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Simulator } from '../../../server/simulators/port.ts';
import type { SoakedVenue } from './kind.ts';

/** What outlives a console. */
export interface World {
  readonly kind: SoakedVenue;
  readonly config: Config;
  readonly clock: Clock;
  readonly simulator: Simulator;
  /** Data folders of the consoles, each a copy of what the one before left. */
  readonly folder: string;
  /** What must not be: thrown out, logged as an error, never answered. */
  readonly surprises: string[];
  readonly counts: { orders: number; refusals: number; kills: number; closes: number; failedStarts: number };
}
