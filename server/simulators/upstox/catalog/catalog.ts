import type { Instrument } from '../../../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../../../core/model/registry.ts';
import { type Listed, listing } from './listing.ts';
import { tokensOf } from './tokens.ts';

export type { Listed } from './listing.ts';

/** What the venue lists: indices, shares, and futures and options on both, by their keys (`NSE_FO|43919`). */
export class Catalog {
  readonly listed: readonly Listed[];
  readonly #byKey: ReadonlyMap<string, Listed>;
  readonly #byId: ReadonlyMap<string, Listed>;

  constructor(instruments: readonly Instrument[], registry: InstrumentRegistry) {
    const tokens = tokensOf(instruments.map(({ id }) => id));
    this.listed = instruments.map((instrument) =>
      listing(instrument, {
        token: tokens.get(instrument.id) ?? '',
        registry,
        underlying: instruments.find(({ root, expiry }) => root === instrument.root && expiry === undefined),
      }),
    );
    this.#byKey = new Map(this.listed.map((each) => [each.key, each]));
    this.#byId = new Map(this.listed.map((each) => [each.instrument.id, each]));
  }

  byKey = (key: string): Listed | undefined => this.#byKey.get(key);
  byId = (instrument: string): Listed | undefined => this.#byId.get(instrument);

  /** Options on an index or a share, by expiry and strike, calls first. */
  options(underlying: Listed, expiry?: string): readonly Listed[] {
    return this.listed
      .filter(({ instrument }) => instrument.option && instrument.root === underlying.instrument.root)
      .filter(({ instrument }) => expiry === undefined || instrument.expiry === expiry)
      .sort((a, b) => (a.order < b.order ? -1 : 1));
  }
}
