import { tradeDate } from '../../../core/calendar/business-day.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import { TtlCache } from '../../calls/cache.ts';
import type { Log } from '../../desk/log.ts';
import type { VenueInstruments } from '../port.ts';
import type { Dump } from './dump.ts';
import { contractIdOf } from './parse/ids.ts';
import { indiaDay } from './parse/instant.ts';
import type { Listed } from './parse/listed.ts';
import { tickValueOf, toVenueContract, wordsOf } from './searched.ts';

export interface ContractsOptions {
  readonly dump: Pick<Dump, 'each'>;
  readonly instruments: VenueInstruments;
  readonly clock: Clock;
  readonly log: Log;
}

/** Exchanges of shares and indices, and of what is derived from them. */
const pairs: readonly (readonly [spot: string, derived: string])[] = [
  ['NSE', 'NFO'],
  ['BSE', 'BFO'],
];
/** An exchange and the one that lists the rest of it. */
const besides = (exchange: string): readonly string[] => pairs.find((pair) => pair.includes(exchange)) ?? [exchange];
const SEARCH_MILLISECONDS = 10 * 60_000;
const FOUND = 200;

/** What Kite lists of the products of the settings: by the desk's id, by Kite's name and by Kite's number. */
export class Contracts {
  readonly #options: ContractsOptions;
  readonly #byInstrument = new Map<string, Listed>();
  readonly #instruments = new Map<string, string>();
  readonly #byToken = new Map<number, string>();
  readonly #loaded = new Set<string>();
  readonly #searches: TtlCache<string, readonly VenueContract[]>;
  #day = '';

  constructor(options: ContractsOptions) {
    this.#options = options;
    const kept = { name: 'contract searches', entries: 100, milliseconds: SEARCH_MILLISECONDS };
    this.#searches = new TtlCache({ ...kept, clock: options.clock });
  }

  /** Reads the lists of the exchanges that the traded instruments are of. Rejects with a `VenueProblem`. */
  async load(): Promise<void> {
    const { instruments, clock } = this.#options;
    this.#day = indiaDay(clock.now());
    for (const instrument of instruments.traded) await this.#loadOf(instrument);
  }

  /** An instrument as Kite lists it; what has lists that were not read yet has them read. Rejects with a `VenueProblem` for one that is not listed. */
  async find(instrument: Instrument): Promise<Listed> {
    await this.#loadOf(instrument);
    const listed = this.#byInstrument.get(instrument.id);
    if (listed === undefined) throw new VenueProblem(`Kite lists no ${instrument.id} on ${instrument.exchange}.`);
    this.#compare(instrument, listed);
    return listed;
  }

  /** Undefined for what Kite does not list. */
  get(instrument: string): Listed | undefined {
    return this.#byInstrument.get(instrument);
  }

  instrumentOf = (token: number): string | undefined => this.#byToken.get(token);

  /** The name of the settings, or Kite's own of what they do not have. */
  nameOf = (contractId: string): string => this.#instruments.get(contractId) ?? contractId;

  /** By words that each are part of a name, an expiry or a strike; what expires first before the rest. */
  search(text: string): Promise<readonly VenueContract[]> {
    const words = wordsOf(text);
    const key = `${indiaDay(this.#options.clock.now())} ${words.join(' ')}`;
    return this.#searches.get(key, () => this.#search(words));
  }

  /** Contracts on an index or a share that are named by their day, with Kite's lots and ticks. */
  async ofRoot(root: string): Promise<readonly Instrument[]> {
    const day = tradeDate(indiaDay(this.#options.clock.now()));
    const any = this.#options.instruments.dated({ root, expiry: day });
    if (any === undefined) return [];
    await this.#loadOf(any);
    return [...this.#byInstrument.values()].flatMap((listed) => {
      const found = listed.name === root && listed.expiry !== undefined ? this.#named(listed) : undefined;
      return found ? [asListed(found, listed)] : [];
    });
  }

  health(): readonly CacheHealth[] {
    const listed = { name: 'instruments', entries: this.#byInstrument.size, hits: 0, misses: 0 };
    return [listed, this.#searches.health()];
  }

  #loadOf({ exchange }: Instrument): Promise<void> {
    // an option's underlying is of the other list
    const isDerived = pairs.some(([, derived]) => derived === exchange);
    return this.#loadAll(isDerived ? besides(exchange) : [exchange]);
  }

  async #loadAll(exchanges: readonly string[]): Promise<void> {
    const day = indiaDay(this.#options.clock.now());
    if (day !== this.#day) this.#loaded.clear();
    this.#day = day;
    for (const each of exchanges) {
      if (this.#loaded.has(each)) continue;
      await this.#options.dump.each(each, (listed) => this.#take(listed));
      this.#loaded.add(each);
    }
  }

  #exchanges(): readonly string[] {
    return [...new Set(this.#options.instruments.traded.flatMap(({ exchange }) => besides(exchange)))];
  }

  #take(listed: Listed): void {
    const instrument = this.#named(listed);
    if (instrument === undefined) return;
    this.#byInstrument.set(instrument.id, listed);
    this.#instruments.set(contractIdOf(listed.exchange, listed.tradingsymbol), instrument.id);
    this.#byToken.set(listed.token, instrument.id);
  }

  #named({ name, type, expiry, strike, tradingsymbol, exchange }: Listed): Instrument | undefined {
    const { instruments } = this.#options;
    if (expiry === undefined) {
      const found = instruments.named(tradingsymbol);
      return found?.exchange === exchange && found.expiry === undefined ? found : undefined;
    }
    const right = type === 'CE' ? 'call' : type === 'PE' ? 'put' : undefined;
    const found = instruments.dated({ root: name, expiry, ...(right ? { option: { strike, right } } : {}) });
    return found?.exchange === exchange ? found : undefined;
  }

  /** Kite refuses by its own list, so that is what orders are held against. */
  #compare({ id, lot = 1, tick, calculated }: Instrument, listed: Listed): void {
    if (calculated) return;
    const { log } = this.#options;
    if (listed.lot !== lot)
      log.warn(
        `Kite has lots of ${listed.lot} for ${id}, and the settings of ${lot}: Kite's hold. Correct instruments.json.`,
      );
    if (listed.tick !== tick)
      log.warn(
        `Kite has a tick of ${priceToDecimal(listed.tick)} for ${id}, and the settings of ${priceToDecimal(tick)}: Kite's holds. Correct instruments.json.`,
      );
  }

  async #search(words: readonly string[]): Promise<readonly VenueContract[]> {
    const { dump } = this.#options;
    const exchanges = this.#exchanges();
    const found: Listed[] = [];
    for (const exchange of exchanges) {
      await dump.each(exchange, (listed) => {
        const names = [listed.tradingsymbol, listed.name, listed.expiry ?? '', contractIdOf(listed.exchange, '')];
        const text = names.join(' ').toUpperCase();
        if (words.every((word) => text.includes(word))) found.push(listed);
      });
    }
    return found
      .sort((a, b) => (a.expiry ?? '').localeCompare(b.expiry ?? '') || a.strike - b.strike)
      .slice(0, FOUND)
      .map((listed) => toVenueContract(listed, this.#named(listed)?.id));
  }
}

function asListed(instrument: Instrument, { lot, tick }: Listed): Instrument {
  const isOfSettings = lot === instrument.lot && (tick === instrument.tick || tick === 0);
  if (isOfSettings) return instrument;
  return { ...instrument, lot, ...(tick === 0 ? {} : { tick, tickValue: tickValueOf(tick) }) };
}
