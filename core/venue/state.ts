import type { AccountId } from '../model/ids.ts';
import type { SignedQuantity } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';
import type { VenueAccount, VenueFill, VenueOrder, VenuePosition } from './books.ts';
import type { CacheHealth, VenueHealth } from './health.ts';
import type { VenueCapabilities } from './port.ts';

/** What a venue last said of us, on the topic `venue`; undefined on a market inside of the console, which keeps no books of its own. Instants are the machine's. */
export interface VenueState {
  readonly accounts: readonly AccountBooks[];
  /** Where our position and the venue's differ, by account and instrument. */
  readonly drifts: readonly Drift[];
  /** What somebody may look for and this venue cannot do, with the reason as a sentence. */
  readonly cannot?: NonNullable<VenueCapabilities['cannot']>;
}

/** One account; what is old stays, with its age, while the venue is away. */
export interface AccountBooks {
  readonly account: VenueAccount;
  readonly positions: readonly VenuePosition[];
  /** Orders that are not ours: placed by another program or person. */
  readonly otherOrders: readonly VenueOrder[];
  /** When the venue said so. */
  readonly asOf: { readonly account: Instant; readonly positions?: Instant; readonly orders?: Instant };
}

export interface Drift {
  readonly account: AccountId;
  readonly instrument: string;
  readonly ours: SignedQuantity;
  readonly venue: SignedQuantity;
  readonly since: Instant;
  /** Executions that the venue has and we do not, or we have and it does not, newest first, as far as they explain the gap. */
  readonly explainedBy: readonly (VenueFill & { readonly missing: 'here' | 'there' })[];
}

/** One line a monitor, on the topic `health`; instants are the machine's. */
export interface MonitorLine {
  /** `connection`, `token`, `account`, `fills`, `orders`, `positions`, `feed`, `disk`. */
  readonly name: string;
  readonly state: 'starting' | 'well' | 'late' | 'failing' | 'stopped';
  readonly lastRun?: Instant;
  readonly lastSuccess?: Instant;
  readonly runs: number;
  readonly failures: number;
  readonly restarts: number;
  /** What it found, or why it fails and what to do. */
  readonly sentence?: string;
  /** The trace of its last run. */
  readonly traceId?: string;
}

/** How everything that runs behind the console stands. */
export interface HealthState {
  /** The machine's clock when this was read: what all ages are held against. */
  readonly now: Instant;
  readonly venues: readonly VenueHealth[];
  readonly monitors: readonly MonitorLine[];
  /** Age of the newest quote, trade or bar, by instrument. */
  readonly feeds: readonly { readonly instrument: string; readonly tsLast?: Instant; readonly stale: boolean }[];
  /** What the console keeps of venues' answers beside what their clients do. */
  readonly caches?: readonly CacheHealth[];
  /** Why no order is taken; absent while orders are. */
  readonly trouble?: string;
}
