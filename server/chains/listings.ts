import { type Listing, listingOf } from '../../core/chains/listing.ts';
import type { Clock } from '../../core/clock.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import type { ChainState } from '../../core/topics.ts';
import { VenueProblem } from '../../core/venue/books.ts';
import { TtlCache } from '../calls/cache.ts';
import type { Desk } from '../desk/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import { chainTopic } from './topics.ts';

const KEPT_MILLISECONDS = 10 * 60_000;
const AFTER_FAILURE = 15 * SECOND;

export interface ListingsParts {
  readonly desk: Pick<Desk, 'bus' | 'environment' | 'instruments'>;
  /** While the market is a venue over the network. */
  readonly venue?: Pick<RemoteVenue, 'contracts'> | undefined;
  readonly roots: readonly string[];
  /** The machine's. */
  readonly clock: Clock;
}

/** What the market lists of each product, asked for when somebody first reads it, and again after a while. */
export class Listings {
  readonly #parts: ListingsParts;
  readonly #kept: TtlCache<string, Listing>;
  readonly #failed = new Map<string, { readonly sentence: string; readonly until: Instant }>();
  readonly #newest = new Map<string, Listing>();
  readonly #loading = new Set<string>();

  constructor(parts: ListingsParts) {
    this.#parts = parts;
    const { clock, desk, roots } = parts;
    const entries = Math.max(1, roots.length);
    this.#kept = new TtlCache({ name: 'option chains', clock, entries, milliseconds: KEPT_MILLISECONDS });
    for (const root of roots) desk.bus.define<ChainState>(chainTopic(root), () => this.#state(root));
  }

  /** Rejects with a `VenueProblem` where the market lists none or cannot be asked. */
  async of(root: string): Promise<Listing> {
    const listing = await this.#kept.get(root, () => this.#ask(root));
    this.#newest.set(root, listing);
    return listing;
  }

  #state(root: string): ChainState {
    const failed = this.#failed.get(root);
    const rests = failed !== undefined && this.#parts.clock.now() < failed.until;
    if (!rests && !this.#loading.has(root) && this.#kept.peek(root) === undefined) void this.#load(root);
    const listing = this.#newest.get(root);
    return { ...(listing ? { listing } : {}), ...(failed ? { trouble: failed.sentence } : {}) };
  }

  async #load(root: string): Promise<void> {
    this.#loading.add(root);
    try {
      await this.of(root);
      this.#failed.delete(root);
    } catch (error) {
      const until = instant(this.#parts.clock.now() + AFTER_FAILURE);
      this.#failed.set(root, { sentence: error instanceof Error ? error.message : String(error), until });
    }
    this.#loading.delete(root);
    this.#parts.desk.bus.touch(chainTopic(root));
  }

  async #ask(root: string): Promise<Listing> {
    const { desk, venue } = this.#parts;
    const contracts: readonly Instrument[] = venue
      ? ((await venue.contracts?.ofRoot?.(root)) ?? [])
      : desk.instruments().filter((each) => each.root === root);
    const listing = listingOf(contracts);
    if (listing.some(({ strikes }) => strikes.length > 0)) return listing;
    throw new VenueProblem(
      `${desk.environment} lists no options on ${root}; start on a venue that does, as in deskbook start --venue kite.`,
    );
  }
}
