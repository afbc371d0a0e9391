import type { Clock } from '../../../core/clock.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';
import { TtlCache } from '../../calls/cache.ts';
import type { Log } from '../../desk/log.ts';
import type { VenueInstruments } from '../port.ts';
import { GatewayRefused } from './errors.ts';
import type { Gateway } from './http.ts';
import type { ContractRecord } from './parse/contract.ts';

/** Contracts change once a day at most. */
const KEPT_MILLISECONDS = 60 * 60 * 1_000;
const ABSENT_MILLISECONDS = 60_000;

export interface ContractsOptions {
  readonly gateway: Pick<Gateway, 'contract' | 'searchContracts' | 'availableContracts'>;
  readonly instruments: VenueInstruments;
  readonly live: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Contracts as the gateway lists them, and which of the settings each is. Ids are opaque: what a symbology prints is asked for, and searched by name where it is not there. */
export class Contracts {
  readonly #options: ContractsOptions;
  readonly #ids = new Map<string, string>();
  readonly #instruments = new Map<string, string>();
  readonly #byId: TtlCache<string, ContractRecord | undefined>;
  readonly #searches: TtlCache<string, readonly ContractRecord[]>;

  constructor(options: ContractsOptions) {
    this.#options = options;
    const kept = { clock: options.clock, milliseconds: KEPT_MILLISECONDS, absentMilliseconds: ABSENT_MILLISECONDS };
    this.#byId = new TtlCache({ ...kept, name: 'contracts', entries: 500 });
    this.#searches = new TtlCache({ ...kept, name: 'contract searches', entries: 100 });
  }

  /** Finds what the gateway calls each traded instrument. */
  async connect(): Promise<void> {
    for (const { id, tick, tickValue } of this.#options.instruments.traded) {
      const contract = await this.#find(id);
      if (contract === undefined) {
        this.#options.log.warn(`The gateway lists no contract for ${id}: it is neither traded nor watched there.`);
        continue;
      }
      this.#ids.set(id, contract.id);
      this.#instruments.set(contract.id, id);
      if (contract.tickSize !== tick || contract.tickValue !== tickValue)
        this.#options.log.error(`The gateway has another tick of ${id} than the settings. Correct instruments.json.`);
    }
  }

  /** Undefined for what the gateway does not list. */
  idOf(instrument: string): string | undefined {
    return this.#ids.get(instrument);
  }

  /** Traded here; undefined for any other. */
  traded = (contractId: string): string | undefined => this.#instruments.get(contractId);

  /** The name of the settings, or the gateway's own of what they do not have. */
  nameOf(contractId: string): string {
    return this.#instruments.get(contractId) ?? this.#options.instruments.named(contractId)?.id ?? contractId;
  }

  get watched(): readonly string[] {
    return [...this.#ids.values()];
  }

  async search(text: string): Promise<readonly VenueContract[]> {
    const { gateway, live } = this.#options;
    const wanted = text.trim();
    const found = await this.#searches.get(wanted.toUpperCase(), () =>
      wanted === '' ? gateway.availableContracts(live) : gateway.searchContracts(wanted, live),
    );
    return found.map((contract) => this.#listed(contract)).sort((a, b) => Number(b.active) - Number(a.active));
  }

  health(): readonly CacheHealth[] {
    return [this.#byId.health(), this.#searches.health()];
  }

  async #find(instrument: string): Promise<ContractRecord | undefined> {
    const { gateway, instruments, live } = this.#options;
    const printed = instruments.nameOf(instrument);
    const known = printed === undefined ? undefined : await this.#byId.get(printed, (id) => this.#ask(id));
    if (known !== undefined) return known;
    const named = await gateway.searchContracts(instrument, live);
    return named.find(({ name }) => name.toUpperCase() === instrument.toUpperCase());
  }

  async #ask(id: string): Promise<ContractRecord | undefined> {
    try {
      return await this.#options.gateway.contract(id);
    } catch (error) {
      if (error instanceof GatewayRefused) return undefined;
      throw error;
    }
  }

  #listed({ id, name, description, tickSize, tickValue, activeContract }: ContractRecord): VenueContract {
    const instrument = this.#instruments.get(id) ?? this.#options.instruments.named(id)?.id;
    return {
      id,
      ...(instrument === undefined ? {} : { instrument }),
      name,
      about: description ?? name,
      tick: tickSize,
      tickValue,
      active: activeContract,
    };
  }
}
