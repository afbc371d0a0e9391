import { monthCodes } from '../../../core/model/contract.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { projectx } from '../../../core/symbols/projectx.ts';
import { moneyNumber, priceNumber } from './numbers.ts';

export interface Contract {
  readonly id: string;
  readonly symbolId: string;
  /** `ESU5` */
  readonly name: string;
  readonly instrument: Instrument;
  /** It has a market; only such a one takes orders. */
  readonly active: boolean;
}

export interface ContractRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tickSize: number;
  readonly tickValue: number;
  readonly activeContract: boolean;
  readonly symbolId: string;
}

const MOST_FOUND = 20;

const monthText = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Contracts by the gateway's ids: those with a market, and all that it still knows by name. */
export class Contracts {
  readonly active: readonly Contract[];
  readonly #registry: InstrumentRegistry;
  readonly #byInstrument: ReadonlyMap<string, Contract>;
  readonly #byId: ReadonlyMap<string, Contract>;

  constructor(instruments: readonly Instrument[], registry: InstrumentRegistry) {
    this.#registry = registry;
    this.active = instruments.flatMap((instrument) => this.#contract(instrument, true) ?? []);
    this.#byInstrument = new Map(this.active.map((each) => [each.instrument.id, each]));
    this.#byId = new Map(this.active.map((each) => [each.id, each]));
  }

  of(instrument: string): Contract | undefined {
    return this.#byInstrument.get(instrument);
  }

  /** Also months without a market, as expired ones. */
  find(id: string): Contract | undefined {
    const active = this.#byId.get(id);
    if (active) return active;
    const instrument = this.#registry.find(id);
    const contract = instrument && this.#contract(instrument, false);
    return contract?.id === id ? contract : undefined;
  }

  /** By part of a name, an id or a description, those with a market first; the gateway gives no more than twenty. */
  search(text: string): readonly Contract[] {
    const wanted = text.trim().toUpperCase();
    const listed = this.#registry
      .active()
      .filter(({ id }) => !this.#byInstrument.has(id))
      .flatMap((each) => this.#contract(each, false) ?? []);
    return [...this.active, ...listed]
      .filter((each) => [each.id, each.name, description(each)].some((name) => name.toUpperCase().includes(wanted)))
      .slice(0, MOST_FOUND);
  }

  /** Undefined for what the gateway has no name of. */
  #contract(instrument: Instrument, active: boolean): Contract | undefined {
    const [year, month] = (instrument.deliveryMonth ?? '').split('-').map(Number);
    if (year === undefined || month === undefined) return undefined;
    const { root } = instrument;
    const id = projectx.print({ kind: 'future', root, year, month }, this.#registry.symbols);
    if (id === undefined) return undefined;
    return {
      id,
      symbolId: id.split('.').slice(1, -1).join('.'),
      name: `${root}${monthCodes[month - 1]}${String(year).slice(-1)}`,
      instrument,
      active,
    };
  }
}

export const contractRow = (contract: Contract): ContractRow => ({
  id: contract.id,
  name: contract.name,
  description: description(contract),
  tickSize: priceNumber(contract.instrument.tick),
  tickValue: moneyNumber(contract.instrument.tickValue),
  activeContract: contract.active,
  symbolId: contract.symbolId,
});

/** `E-mini Nasdaq-100: March 2025` */
const description = ({ instrument: { name, deliveryMonth } }: Contract): string =>
  `${name}: ${monthText.format(new Date(`${deliveryMonth}-01T00:00:00Z`))}`;
