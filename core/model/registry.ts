import { type Calendars, calendarsByRule } from '../calendar/calendar.ts';
import { type ContractDates, contractDates } from '../calendar/contract-dates.ts';
import { UnknownName } from '../errors.ts';
import { didYouMean, nearest } from '../nearest.ts';
import { SymbolBook } from '../symbols/book.ts';
import { instrumentOf } from '../symbols/instrument-contract.ts';
import { nearDated } from '../symbols/near-dated.ts';
import { nearSymbols, printSymbol, readSymbol } from '../symbols/translate.ts';
import { type MonthCode, monthCodes, monthOf, parseContractCode, yearDigits } from './contract.ts';
import { type DatedContract, parseDated } from './dated-contract.ts';
import { datedInstrument } from './dated-instrument.ts';
import { hasMonth, type InstrumentDefinition } from './definition.ts';
import type { Instrument, SessionName } from './instrument.ts';
import type { TradeDate } from './time.ts';

export interface InstrumentRegistry {
  readonly definitions: readonly InstrumentDefinition[];
  /** By which contracts expire and trade dates are told. */
  readonly calendars: Calendars;
  /** The products as symbologies read and print them. */
  readonly symbols: SymbolBook;
  /**
   * `ZN` or an alias gives the front month, `znz6`, `ZNZ26` and `TYZ6` the contract, `NIFTY23NOV26C26000` the one of that day, and so does what any symbology
   * calls it, as `TYZ6 Comdty`, `ZN Dec26`, `NIFTY26NOV26000CE` or `NIFTY 26000 CE 23 NOV 26`. Throws `UnknownName` with near matches.
   */
  resolve(name: string): Instrument;
  /** The same, undefined where `resolve` throws. */
  find(name: string): Instrument | undefined;
  /** The contract that most trade on the registry's day; the index itself for an index. */
  front(root: string): Instrument;
  /** Contracts listed on the registry's day, of one root or of all, front month first. */
  active(root?: string): readonly Instrument[];
  /** A contract by its year and month (1 to 12), listed or long gone; undefined when the product has no such month. */
  contract(root: string, year: number, month: number): Instrument | undefined;
  /** A contract that is named by its day, listed or not; undefined when the product has none. */
  dated(contract: Omit<DatedContract, 'kind'>): Instrument | undefined;
  /** Last trade date and roll day; undefined for an index. */
  datesOf(instrument: Instrument): ContractDates | undefined;
}

/** Knows every instrument of the definitions as of `today`, which may be another day at each exchange. Build a new one when the trade date changes. */
export function instrumentRegistry(
  definitions: readonly InstrumentDefinition[],
  today: TradeDate | ((session: SessionName) => TradeDate),
  calendars: Calendars = calendarsByRule,
): InstrumentRegistry {
  const todayOf = (session: SessionName) => (typeof today === 'string' ? today : today(session));
  const year = Number(todayOf('cme').slice(0, 4));
  const byName = new Map<string, InstrumentDefinition>();
  for (const definition of definitions) {
    for (const name of [definition.root, ...definition.aliases]) byName.set(squeeze(name), definition);
  }
  const symbols = new SymbolBook(definitions, year, { calendars });
  const known = new Map<string, Instrument>();
  const listed = new Map<string, readonly Instrument[]>();

  /** Computed when first asked for: the dates of some hundreds of contracts are many, and a desk trades few. */
  function listOf(definition: InstrumentDefinition): readonly Instrument[] {
    const contracts = listed.get(definition.root) ?? listContracts(definition);
    listed.set(definition.root, contracts);
    return contracts;
  }

  function listContracts(definition: InstrumentDefinition): readonly Instrument[] {
    const { contracts, session } = definition;
    const day = todayOf(session);
    if (!contracts) return [outright(definition)];
    const instruments: Instrument[] = [];
    for (let at = year - 1; instruments.length < contracts.listed; at++) {
      for (const code of contracts.months) {
        if (datesOf(definition, at, monthOf(code), calendars)!.expiry < day) continue;
        if (instruments.length < contracts.listed) instruments.push(contractOf(definition, at, code, year));
      }
    }
    const front = instruments.findIndex(
      (instrument) => day < datesOf(definition, ...yearAndMonth(instrument), calendars)!.roll,
    );
    return front > 0 ? [instruments[front]!, ...instruments.filter((_, index) => index !== front)] : instruments;
  }

  function find(name: string): Instrument | undefined {
    const id = known.get(name);
    if (id) return id;
    const wanted = squeeze(name);
    const cached = known.get(wanted);
    if (cached) return cached;
    const instrument = lookUp(wanted) ?? foreign(name);
    if (instrument) known.set(wanted, instrument);
    return instrument;
  }

  function lookUp(wanted: string): Instrument | undefined {
    const product = byName.get(wanted);
    if (product) return listOf(product)[0];
    const dated = parseDated(wanted);
    if (dated) return datedOf(dated);
    const code = parseContractCode(wanted, year);
    const definition = code && byName.get(code.root);
    return definition && hasMonth(definition, code.month)
      ? contractOf(definition, code.year, code.month, year)
      : undefined;
  }

  function datedOf(contract: Omit<DatedContract, 'kind'>): Instrument | undefined {
    const definition = byName.get(squeeze(contract.root));
    return definition && datedInstrument(definition, contract, todayOf(definition.session));
  }

  function foreign(name: string): Instrument | undefined {
    const contract = readSymbol(name, symbols)?.contract;
    return contract && instrumentOf(contract, registry);
  }

  function unknown(name: string): UnknownName {
    const definition = byName.get(squeeze(name).replace(/[FGHJKMNQUVXZ]\d{1,4}$/, ''));
    const months = definition?.contracts?.months;
    if (definition && months) {
      const near = listOf(definition)
        .slice(0, 3)
        .map(({ id }) => id);
      const message = `There is no contract "${name}": ${definition.root} trades in the months ${months.join(', ')}.`;
      return new UnknownName(message + didYouMean(near), name, near);
    }
    const names = [...byName.keys(), ...definitions.flatMap(listOf).map(({ id }) => id)];
    // what others write has blanks or dots in it
    const near = /[ .]/.test(name.trim())
      ? nearSymbols(name, symbols)
      : nearest(squeeze(name), [...names, ...datedNames(squeeze(name))]);
    return new UnknownName(`There is no instrument "${name}".${didYouMean(near)}`, name, near);
  }

  /** Ids of contracts that are named by their day, and what Kite calls them, which has no blanks in it either. */
  const datedNames = (name: string): string[] =>
    nearDated(name, symbols).flatMap((contract) => {
      const printed = printSymbol(contract, 'kite', symbols);
      return [datedOf(contract)?.id ?? '', 'text' in printed ? printed.text : ''];
    });

  function resolve(name: string): Instrument {
    const instrument = find(name);
    if (!instrument) throw unknown(name);
    return instrument;
  }

  const registry: InstrumentRegistry = {
    definitions,
    calendars,
    symbols,
    resolve,
    find,
    front: resolve,
    active(root) {
      if (root === undefined) return definitions.flatMap(listOf);
      const definition = byName.get(squeeze(root));
      if (!definition) throw unknown(root);
      return listOf(definition);
    },
    contract(root, ofYear, month) {
      const definition = byName.get(squeeze(root));
      const code = monthCodes[month - 1];
      return definition && code && hasMonth(definition, code) ? contractOf(definition, ofYear, code, year) : undefined;
    },
    dated: datedOf,
    datesOf(instrument) {
      const definition = byName.get(instrument.root);
      if (!definition || !instrument.deliveryMonth) return undefined;
      return datesOf(definition, ...yearAndMonth(instrument), calendars);
    },
  };
  return registry;
}

const datesOf = (
  { contracts, session }: InstrumentDefinition,
  year: number,
  month: number,
  calendars: Calendars,
): ContractDates | undefined => contracts && contractDates(contracts, year, month, calendars[session].isBusinessDay);

const squeeze = (name: string): string => name.toUpperCase().replace(/\s+/g, '');

function yearAndMonth(instrument: Instrument): [number, number] {
  const [year, month] = (instrument.deliveryMonth ?? '').split('-');
  return [Number(year), Number(month)];
}

function outright(definition: InstrumentDefinition): Instrument {
  const {
    aliases: _aliases,
    contracts: _contracts,
    dated: _dated,
    options: _options,
    symbols: _symbols,
    ...shared
  } = definition;
  return { id: definition.root, ...shared };
}

/** Its id has as many digits of the year as name it in `thisYear`. */
function contractOf(definition: InstrumentDefinition, year: number, code: MonthCode, thisYear: number): Instrument {
  return {
    ...outright(definition),
    id: `${definition.root}${code}${yearDigits(year, thisYear)}`,
    deliveryMonth: `${year}-${String(monthOf(code)).padStart(2, '0')}`,
  };
}
