import { type ContractDates, contractDates, type ExpiryRule, type RollRule } from '../calendar/contract-dates.ts';
import { businessDaysOf } from '../calendar/holidays.ts';
import { UnknownName } from '../errors.ts';
import { didYouMean, nearest } from '../nearest.ts';
import { type MonthCode, monthCodes, monthOf, parseContractCode } from './contract.ts';
import type { Instrument } from './instrument.ts';
import type { TradeDate } from './time.ts';

/** What a person configures of a product: everything of an instrument but the month, and which months there are. */
export interface InstrumentDefinition
  extends Pick<
    Instrument,
    'root' | 'name' | 'exchange' | 'currency' | 'tick' | 'tickValue' | 'multiplier' | 'priceStyle' | 'session'
  > {
  /** Other names of the root: `TY` for `ZN`. */
  readonly aliases: readonly string[];
  /** Absent for what has no months, as an index. */
  readonly contracts?: {
    /** Delivery months that trade, in order: `H M U Z`. */
    readonly months: readonly MonthCode[];
    /** How many are listed at a time. */
    readonly listed: number;
    readonly expiry: ExpiryRule;
    readonly roll: RollRule;
  };
}

export interface InstrumentRegistry {
  readonly definitions: readonly InstrumentDefinition[];
  /** `ZN` or an alias gives the front month, `znz6`, `ZNZ26` and `TYZ6` the contract. Throws `UnknownName` with near matches. */
  resolve(name: string): Instrument;
  /** The same, undefined where `resolve` throws. */
  find(name: string): Instrument | undefined;
  /** The contract that most trade on the registry's day; the index itself for an index. */
  front(root: string): Instrument;
  /** Contracts listed on the registry's day, of one root or of all, front month first. */
  active(root?: string): readonly Instrument[];
  /** A contract by its year and month (1 to 12), listed or long gone; undefined when the product has no such month. */
  contract(root: string, year: number, month: number): Instrument | undefined;
  /** Last trade date and roll day; undefined for an index. */
  datesOf(instrument: Instrument): ContractDates | undefined;
}

/** Knows every instrument of the definitions as of `today`. Build a new one when the trade date changes. */
export function instrumentRegistry(definitions: readonly InstrumentDefinition[], today: TradeDate): InstrumentRegistry {
  const year = Number(today.slice(0, 4));
  const byName = new Map<string, InstrumentDefinition>();
  for (const definition of definitions) {
    for (const name of [definition.root, ...definition.aliases]) byName.set(squeeze(name), definition);
  }
  const known = new Map<string, Instrument>();
  const listed = new Map(definitions.map((definition) => [definition.root, listContracts(definition)]));

  function listContracts(definition: InstrumentDefinition): readonly Instrument[] {
    const { contracts } = definition;
    if (!contracts) return [outright(definition)];
    const instruments: Instrument[] = [];
    for (let at = year - 1; instruments.length < contracts.listed; at++) {
      for (const code of contracts.months) {
        if (datesOf(definition, at, monthOf(code))!.expiry < today) continue;
        if (instruments.length < contracts.listed) instruments.push(contractOf(definition, at, code));
      }
    }
    const front = instruments.findIndex((instrument) => today < datesOf(definition, ...yearAndMonth(instrument))!.roll);
    return front > 0 ? [instruments[front]!, ...instruments.filter((_, index) => index !== front)] : instruments;
  }

  function find(name: string): Instrument | undefined {
    const wanted = squeeze(name);
    const cached = known.get(wanted);
    if (cached) return cached;
    const instrument = lookUp(wanted);
    if (instrument) known.set(wanted, instrument);
    return instrument;
  }

  function lookUp(wanted: string): Instrument | undefined {
    const product = byName.get(wanted);
    if (product) return listed.get(product.root)?.[0];
    const code = parseContractCode(wanted, year);
    const definition = code && byName.get(code.root);
    if (!definition?.contracts?.months.includes(code!.month)) return undefined;
    return contractOf(definition, code!.year, code!.month);
  }

  function unknown(name: string): UnknownName {
    const definition = byName.get(squeeze(name).replace(/[FGHJKMNQUVXZ]\d{1,4}$/, ''));
    const months = definition?.contracts?.months;
    if (definition && months) {
      const near = (listed.get(definition.root) ?? []).slice(0, 3).map(({ id }) => id);
      const message = `There is no contract "${name}": ${definition.root} trades in the months ${months.join(', ')}.`;
      return new UnknownName(message + didYouMean(near), name, near);
    }
    const names = [...byName.keys(), ...[...listed.values()].flat().map(({ id }) => id)];
    const near = nearest(squeeze(name), names);
    return new UnknownName(`There is no instrument "${name}".${didYouMean(near)}`, name, near);
  }

  function resolve(name: string): Instrument {
    const instrument = find(name);
    if (!instrument) throw unknown(name);
    return instrument;
  }

  return {
    definitions,
    resolve,
    find,
    front: resolve,
    active(root) {
      if (root === undefined) return [...listed.values()].flat();
      const definition = byName.get(squeeze(root));
      if (!definition) throw unknown(root);
      return listed.get(definition.root) ?? [];
    },
    contract(root, ofYear, month) {
      const definition = byName.get(squeeze(root));
      const code = monthCodes[month - 1];
      if (!definition?.contracts || !code || !definition.contracts.months.includes(code)) return undefined;
      return contractOf(definition, ofYear, code);
    },
    datesOf(instrument) {
      const definition = byName.get(instrument.root);
      if (!definition || !instrument.deliveryMonth) return undefined;
      return datesOf(definition, ...yearAndMonth(instrument));
    },
  };
}

const datesOf = (
  { contracts, session }: InstrumentDefinition,
  year: number,
  month: number,
): ContractDates | undefined => contracts && contractDates(contracts, year, month, businessDaysOf[session]);

const squeeze = (name: string): string => name.toUpperCase().replace(/\s+/g, '');

function yearAndMonth(instrument: Instrument): [number, number] {
  const [year, month] = (instrument.deliveryMonth ?? '').split('-');
  return [Number(year), Number(month)];
}

function outright(definition: InstrumentDefinition): Instrument {
  const { aliases: _aliases, contracts: _contracts, ...shared } = definition;
  return { id: definition.root, ...shared };
}

function contractOf(definition: InstrumentDefinition, year: number, code: MonthCode): Instrument {
  return {
    ...outright(definition),
    id: `${definition.root}${code}${year % 10}`,
    deliveryMonth: `${year}-${String(monthOf(code)).padStart(2, '0')}`,
  };
}
