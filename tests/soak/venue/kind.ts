import type { SessionName } from '../../../core/model/instrument.ts';
import type { Random } from '../../../core/random.ts';
import type { FaultRule, Simulator, SimulatorOptions } from '../../../server/simulators/port.ts';
import type { RemoteVenue, VenueOptions } from '../../../server/venues/port.ts';
import type { VenueConsole } from './console.ts';
import type { World } from './world.ts';

/** A venue that is soaked: how its simulator and its client are opened, what goes wrong, and what has to agree afterwards. */
export interface SoakedVenue {
  readonly name: string;
  readonly symbology: string;
  readonly roots: readonly string[];
  /** By which its market opens; `cme` where it is left out. */
  readonly session?: SessionName;
  /** Of its clock, as a multiple of the machine's. */
  readonly speed: number;
  simulate(options: SimulatorOptions): Promise<Simulator>;
  open(options: Omit<VenueOptions<unknown>, 'settings' | 'credentials'>, address: string): RemoteVenue;
  faults(random: Random): readonly FaultRule[];
  /** Does one thing that a desk does in a day. */
  trade(world: World, console: VenueConsole, random: Random): Promise<void>;
  /** A sentence for each thing that is not as it has to be once nothing goes wrong any more. */
  check(world: World, console: VenueConsole): Promise<readonly string[]>;
}
