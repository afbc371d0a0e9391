import type { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { DatedContract } from '../../core/model/dated-contract.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Bar } from '../../core/model/market.ts';
import type { Order } from '../../core/model/order.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Tracer } from '../../core/trace/port.ts';
import type { VenueBooks } from '../../core/venue/books.ts';
import type { VenueContract } from '../../core/venue/contract.ts';
import type { VenueHealth } from '../../core/venue/health.ts';
import type { Venue } from '../../core/venue/port.ts';
import type { Log } from '../desk/log.ts';

/** A venue that another program keeps, reached over the network. */
export interface RemoteVenue extends Venue {
  /** Accounts that the desk may trade or watch, known once it is connected. */
  readonly accounts: readonly AccountId[];
  readonly books: VenueBooks;
  /** Bars of the past, oldest first, where the venue has them. */
  readonly history?: { bars(request: BarRequest): Promise<readonly Bar[]> };
  readonly contracts?: {
    /** By part of a name, the most active first. */
    search(text: string): Promise<readonly VenueContract[]>;
    /** All futures and options on an index or a share that are named by their day, with the lots, ticks and freeze quantities that the venue has. */
    ofRoot?(root: string): Promise<readonly Instrument[]>;
  };
  /** Where nobody but a person can log in, on the venue's own page. */
  readonly login?: VenueLogin;
  /**
   * Takes the body of what the venue posts to us, which anybody else may have sent: an unproven one and one that came before change nothing. Absent where a
   * venue posts nothing.
   */
  postback?(body: string): 'taken' | 'repeated' | 'refused';
  health(): VenueHealth;
  /** Called when its health has changed in more than figures. Returns the function that ends it. */
  onHealth(listener: () => void): () => void;
  /**
   * Tells the venue's side which orders were open when the console ended, so that what it says of them is theirs. Called once, after `connect`. How they
   * stand now is found by reconciliation.
   */
  restore(orders: readonly Order[]): void;
}

/** A login that ends at the venue's page with a code. */
export interface VenueLogin {
  /** Where a person logs in. */
  url(): string;
  /** Gets the token for the code that the page gave; trading resumes with it. Rejects with a `VenueProblem`. */
  redeem(code: string): Promise<void>;
}

export interface BarRequest {
  readonly instrument: string;
  readonly unit: 'second' | 'minute' | 'hour' | 'day';
  readonly units: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** What a client of a venue is made from. */
export interface VenueOptions<S> {
  /** The name of `config/venues.json`. */
  readonly name: string;
  /** `simulator`, `SIM`, `UAT` or `LIVE`. */
  readonly environment: string;
  /** Of the environment, as the kind's schema gave them. */
  readonly settings: S;
  /** Values of the variables that the settings name; the fixed words of the simulator for it. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly instruments: VenueInstruments;
  /** Put into the tag of each order, so that tags of two journals never meet: letters and digits, at most 12. */
  readonly tag: string;
  /** Tokens are kept here, mode 0600. */
  readonly folder: string;
  /** The machine's. */
  readonly clock: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly tracer: Tracer;
  readonly log: Log;
}

/** Contracts of the settings and what the venue calls them. */
export interface VenueInstruments {
  /** Those that are traded or watched. */
  readonly traded: readonly Instrument[];
  /** What the venue calls it, as its symbology prints it; undefined where that cannot say it. */
  nameOf(instrument: string): string | undefined;
  /** The instrument of a venue's name, traded or not; undefined for one that the settings do not have. */
  named(venueName: string): Instrument | undefined;
  /** By its root, day and strike, so that what a venue lists need not be read out of its names; undefined for a root that the settings do not have. */
  dated(contract: Omit<DatedContract, 'kind'>): Instrument | undefined;
}

/** One client, as `config/venues.json` names it in `kind`. One folder a kind, one line in `server/venues/index.ts`. */
export interface VenueKind<S = unknown> {
  readonly name: string;
  /** Which symbology of the core its names are in. */
  readonly symbology: string;
  /** What an environment of it has in the settings. */
  readonly settings: z.ZodType<S>;
  /** Names that the settings map to variables of the environment: `userName`, `apiKey`. */
  readonly credentials: readonly string[];
  open(options: VenueOptions<S>): RemoteVenue;
}
