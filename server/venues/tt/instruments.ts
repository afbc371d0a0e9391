import type { Clock } from '../../../core/clock.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import { TtlCache } from '../../calls/cache.ts';
import type { VenueInstruments } from '../port.ts';
import { type TtHttp, TtRefused } from './http.ts';
import { one, pages } from './pages.ts';
import {
  type InstrumentRecord,
  instrumentRecord,
  marketRecord,
  type ProductRecord,
  productRecord,
} from './parse/instrument.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

/** TT lists contracts of a simulated or delayed market by the name of the real one. */
const delayed = /_delayed$/i;

export interface TtInstrument {
  /** Of the settings, or TT's own name of what they do not have. */
  readonly name: string;
  readonly known?: Instrument;
  readonly record?: InstrumentRecord;
}

/** Contracts by TT's ids and names: each is asked for once, however many orders, fills and positions are of it. */
export class TtInstruments {
  readonly #http: TtHttp;
  readonly #ours: VenueInstruments;
  readonly #byId: TtlCache<string, TtInstrument | undefined>;
  readonly #ofProduct: TtlCache<string, readonly InstrumentRecord[]>;
  readonly #products: TtlCache<number, readonly ProductRecord[]>;
  readonly #markets: TtlCache<'all', ReadonlyMap<number, string>>;

  constructor(http: TtHttp, ours: VenueInstruments, clock: Clock) {
    this.#http = http;
    this.#ours = ours;
    this.#byId = new TtlCache({
      name: 'instruments',
      clock,
      entries: 5_000,
      milliseconds: DAY,
      absentMilliseconds: MINUTE,
    });
    this.#ofProduct = new TtlCache({ name: 'contracts', clock, entries: 200, milliseconds: HOUR });
    this.#products = new TtlCache({ name: 'products', clock, entries: 20, milliseconds: DAY });
    this.#markets = new TtlCache({ name: 'markets', clock, entries: 1, milliseconds: DAY });
  }

  /** By TT's id. One that TT does not know has a name made of its id. */
  async byId(id: string): Promise<TtInstrument> {
    const found = await this.#byId.get(id, async () => {
      const record = await this.#fetched(id);
      return record && this.of(record);
    });
    return found ?? { name: `TT ${id}` };
  }

  /** By TT's ids, each once. */
  async byIds(ids: Iterable<string>): Promise<ReadonlyMap<string, TtInstrument>> {
    const each = [...new Set(ids)].map(async (id) => [id, await this.byId(id)] as const);
    return new Map(await Promise.all(each));
  }

  /** The contract of the settings only where market and tick agree with it: a price in other units is no price of it. */
  async of(record: InstrumentRecord): Promise<TtInstrument> {
    const market = record.marketId === undefined ? undefined : (await this.markets()).get(record.marketId);
    if (market !== undefined && delayed.test(market)) return { name: `${record.alias} (${market})`, record };
    const known = this.#ours.named(record.alias);
    if (known === undefined) return { name: record.alias, record };
    if (known.tick === record.tick) return { name: known.id, known, record };
    const ask = { service: 'ttpds', path: 'instrument' } as const;
    this.#http.tell(
      ask,
      `${record.alias} has another tick at TT than in the settings, so it is not taken for ${known.id}`,
      record.alias,
    );
    return { name: `${record.alias} (another tick)`, record };
  }

  /** Names by id. */
  markets(): Promise<ReadonlyMap<number, string>> {
    return this.#markets.get('all', async () => {
      const { rows: found } = await pages(this.#http, { service: 'ttpds', path: 'markets' }, 'markets', marketRecord);
      return new Map(found.map(({ id, name }) => [id, name]));
    });
  }

  products(marketId: number): Promise<readonly ProductRecord[]> {
    const query = { marketId: String(marketId) };
    return this.#products.get(marketId, async () => {
      const { rows } = await pages(
        this.#http,
        { service: 'ttpds', path: 'products', query, urgency: 'last' },
        'products',
        productRecord,
      );
      return rows;
    });
  }

  ofProduct(productId: string): Promise<readonly InstrumentRecord[]> {
    return this.#listed(`product ${productId}`, { productId });
  }

  byAlias(alias: string): Promise<readonly InstrumentRecord[]> {
    return this.#listed(`alias ${alias}`, { alias });
  }

  health(): readonly CacheHealth[] {
    return [this.#byId, this.#ofProduct, this.#products, this.#markets].map((cache) => cache.health());
  }

  #listed(key: string, query: Readonly<Record<string, string>>): Promise<readonly InstrumentRecord[]> {
    return this.#ofProduct.get(key, async () => {
      const { rows } = await pages(
        this.#http,
        { service: 'ttpds', path: 'instruments', query, urgency: 'last' },
        'instruments',
        instrumentRecord,
      );
      return rows;
    });
  }

  async #fetched(id: string): Promise<InstrumentRecord | undefined> {
    try {
      return await one(
        this.#http,
        { service: 'ttpds', path: `instrument/${encodeURIComponent(id)}` },
        'instrument',
        instrumentRecord,
      );
    } catch (error) {
      if (error instanceof TtRefused) return undefined;
      throw error;
    }
  }
}
