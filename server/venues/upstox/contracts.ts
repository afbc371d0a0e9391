import type { Clock } from '../../../core/clock.ts';
import { parseDated } from '../../../core/model/dated-contract.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { priceValue } from '../../../core/model/money.ts';
import type { Price } from '../../../core/model/price.ts';
import { HOUR, instant } from '../../../core/model/time.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import { TtlCache } from '../../calls/cache.ts';
import type { Calls } from '../../calls/port.ts';
import type { Log } from '../../desk/log.ts';
import type { VenueInstruments } from '../port.ts';
import { fetchedFile, readFile } from './listing/files.ts';
import { instrumentOf } from './listing/match.ts';
import type { ListedRecord } from './listing/record.ts';
import { dayOf } from './parse/time.ts';

/** Lists are made anew at about six in the morning of India. */
const LISTED_AT = 6 * HOUR;
const KEPT_MILLISECONDS = 60 * 60 * 1_000;
const MOST_FOUND = 200;

export interface ContractsOptions {
  readonly addresses: readonly string[];
  readonly callsOf: (address: string) => Pick<Calls, 'call'>;
  /** Lists are kept here for their day. */
  readonly folder: string;
  readonly instruments: VenueInstruments;
  readonly clock: Clock;
  readonly log: Log;
}

/** What of a listing the desk goes by. */
interface Listed extends Pick<ListedRecord, 'key' | 'segment' | 'lot' | 'freeze'> {
  readonly instrument: string;
}

/** Instruments as Upstox lists them, and which of the settings each is. Keys are opaque: they are looked up and never made. */
export class Contracts {
  readonly #options: ContractsOptions;
  readonly #searches: TtlCache<string, readonly VenueContract[]>;
  readonly #followed = new Set<string>();
  #byInstrument: ReadonlyMap<string, Listed> = new Map();
  #byKey: ReadonlyMap<string, Listed> = new Map();
  #day = '';
  #loading: Promise<void> | undefined;

  constructor(options: ContractsOptions) {
    this.#options = options;
    this.#searches = new TtlCache({
      name: 'contract searches',
      clock: options.clock,
      entries: 100,
      milliseconds: KEPT_MILLISECONDS,
    });
  }

  /** Reads the lists of the day and finds what is traded. Rejects where there are none. */
  async connect(): Promise<void> {
    await this.refresh();
    for (const instrument of this.#options.instruments.traded) {
      if (this.follow(instrument.id) === undefined)
        this.#options.log.warn(`Upstox does not list ${instrument.id}: it is neither traded nor watched there.`);
    }
  }

  /** Reads the lists again where there are others by now. Gives the keys that were followed and are listed no more. */
  async refresh(): Promise<readonly string[]> {
    if (this.#day === this.#today()) return [];
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
    const gone = [...this.#followed].filter((key) => !this.#byKey.has(key));
    for (const key of gone) this.#followed.delete(key);
    return gone;
  }

  /** From now on what is said of it is told: its key, undefined for what is not listed. */
  follow(instrument: string): string | undefined {
    const listed = this.#byInstrument.get(instrument);
    if (listed !== undefined) this.#followed.add(listed.key);
    return listed?.key;
  }

  /** Undefined for what is not listed. */
  keyOf(instrument: string): string | undefined {
    return this.#byInstrument.get(instrument)?.key;
  }

  segmentOf(key: string): string | undefined {
    return this.#byKey.get(key)?.segment;
  }

  /** Followed here; undefined for any other. */
  followed = (key: string): string | undefined =>
    this.#followed.has(key) ? this.#byKey.get(key)?.instrument : undefined;

  get watched(): readonly string[] {
    return [...this.#followed];
  }

  /** The name of the settings, or the key of what they do not have. */
  nameOf(key: string): string {
    return this.#byKey.get(key)?.instrument ?? key;
  }

  search(text: string): Promise<readonly VenueContract[]> {
    const words = text.trim().toUpperCase().split(/\s+/).filter(Boolean);
    return this.#searches.get(words.join(' '), () => this.#search(words));
  }

  /** Contracts on an index or a share that are named by their day, with Upstox' lots and bounds. */
  async ofRoot(root: string): Promise<readonly Instrument[]> {
    await this.refresh();
    return [...this.#byInstrument.values()].flatMap(({ instrument, lot, freeze }) => {
      const dated = parseDated(instrument);
      const found = dated?.root === root ? this.#options.instruments.dated(dated) : undefined;
      if (found === undefined) return [];
      return [
        {
          ...found,
          ...(lot === undefined ? {} : { lot }),
          ...(freeze === undefined ? {} : { freezeQuantity: freeze }),
        },
      ];
    });
  }

  health(): readonly CacheHealth[] {
    return [{ name: 'instruments', entries: this.#byKey.size, hits: 0, misses: 0 }, this.#searches.health()];
  }

  async #load(): Promise<void> {
    const day = this.#today();
    const byInstrument = new Map<string, Listed>();
    const byKey = new Map<string, Listed>();
    await this.#scan((record, instrument) => {
      if (instrument === undefined) return;
      const { key, segment, lot, freeze } = record;
      const bounds = { ...(lot === undefined ? {} : { lot }), ...(freeze === undefined ? {} : { freeze }) };
      const listed = { key, segment, ...bounds, instrument: instrument.id };
      byInstrument.set(instrument.id, listed);
      byKey.set(record.key, listed);
      this.#compare(record, instrument);
    });
    this.#byInstrument = byInstrument;
    this.#byKey = byKey;
    this.#searches.clear();
    this.#day = day;
  }

  async #scan(take: (record: ListedRecord, instrument: Instrument | undefined) => void): Promise<void> {
    const { addresses, callsOf, folder, instruments, log } = this.#options;
    for (const address of addresses) {
      const file = { address, day: this.#today(), folder };
      const { path, late } = await fetchedFile(file, callsOf(address));
      if (late)
        log.warn(`The list of instruments of today cannot be fetched, and an older one is used. ${late.message}`);
      const unread = await readFile(path, (record) => take(record, instrumentOf(record, instruments)));
      if (unread > 0) log.warn(`${unread} instruments of ${address} cannot be read and are left out.`);
    }
  }

  /** A lot of another size is refused by the exchange: whoever keeps the settings is told. */
  #compare({ lot }: ListedRecord, { id, lot: known = 1, calculated }: Instrument): void {
    const isTraded = this.#options.instruments.traded.some((each) => each.id === id);
    if (!isTraded || calculated || lot === undefined || lot === known) return;
    this.#options.log.error(
      `Upstox lists ${id} in lots of ${lot}, and the settings in lots of ${known}. Correct instruments.json.`,
    );
  }

  async #search(words: readonly string[]): Promise<readonly VenueContract[]> {
    const found: VenueContract[] = [];
    await this.#scan((record, instrument) => {
      if (found.length >= MOST_FOUND) return;
      const text = `${record.symbol} ${record.name} ${record.key} ${instrument?.id ?? ''}`.toUpperCase();
      if (words.every((word) => text.includes(word))) found.push(this.#listed(record, instrument));
    });
    return found.sort(
      (a, b) => Number(b.instrument !== undefined) - Number(a.instrument !== undefined) || compareDays(a, b),
    );
  }

  #listed(record: ListedRecord, instrument: Instrument | undefined): VenueContract {
    const tick = record.tick ?? instrument?.tick ?? (0 as Price);
    return {
      id: record.key,
      ...(instrument === undefined ? {} : { instrument: instrument.id }),
      name: record.symbol,
      about: record.name,
      tick,
      tickValue: priceValue(tick, 1, 1),
      active: record.type !== 'INDEX' && (record.expiry === undefined || record.expiry >= this.#today()),
      ...(record.expiry === undefined ? {} : { lastTradeDate: record.expiry }),
    };
  }

  #today(): string {
    return dayOf(instant(this.#options.clock.now() - LISTED_AT));
  }
}

const compareDays = (a: VenueContract, b: VenueContract): number =>
  (a.lastTradeDate ?? '').localeCompare(b.lastTradeDate ?? '');
