import { addDays, type IsBusinessDay, weekdayOf } from '../calendar/business-day.ts';
import { type Calendars, calendarsByRule } from '../calendar/calendar.ts';
import { contractDates } from '../calendar/contract-dates.ts';
import { datedExpiries, monthlyExpiry } from '../calendar/dated-expiries.ts';
import { type SeriesDay, seriesDays } from '../calendar/option-dates.ts';
import type { OutrightContract } from '../model/any-contract.ts';
import { type FutureContract, monthCodes } from '../model/contract.ts';
import type { DatedContract } from '../model/dated-contract.ts';
import { type ForeignNames, hasMonth, type InstrumentDefinition, type SeriesNames } from '../model/definition.ts';
import { type OptionContract, type OptionSeries, optionContract, optionSeries, type Right } from '../model/option.ts';
import type { Price } from '../model/price.ts';
import type { TradeDate } from '../model/time.ts';

/** One kind of series of one product. */
export interface SeriesEntry {
  readonly definition: InstrumentDefinition;
  readonly day: SeriesDay;
  readonly names: SeriesNames;
}

export interface SymbolBookOptions {
  /** Takes strikes nobody lists. */
  readonly anyStrike?: boolean;
  /** By which contracts expire; by rule alone where they are left out. */
  readonly calendars?: Calendars;
}

/** The products as symbologies look them up, and the only maker of what they parse: nothing that does not exist gets out of it. */
export class SymbolBook {
  readonly definitions: readonly InstrumentDefinition[];
  /** By which one digit of a year is read. */
  readonly thisYear: number;
  readonly #anyStrike: boolean;
  readonly #calendars: Calendars;
  readonly #byRoot: ReadonlyMap<string, InstrumentDefinition>;
  readonly #bloomberg: ReadonlyMap<string, InstrumentDefinition>;
  readonly #projectx: ReadonlyMap<string, InstrumentDefinition>;
  readonly #broker: ReadonlyMap<string, InstrumentDefinition>;
  readonly #series = new Map<string, SeriesEntry>();
  readonly #bloombergSeries = new Map<string, SeriesEntry>();

  constructor(definitions: readonly InstrumentDefinition[], thisYear: number, options: SymbolBookOptions = {}) {
    const { anyStrike = false, calendars = calendarsByRule } = options;
    this.#anyStrike = anyStrike;
    this.#calendars = calendars;
    this.definitions = definitions;
    this.thisYear = thisYear;
    const by = (name: (definition: InstrumentDefinition) => string | undefined) =>
      new Map(
        definitions.flatMap((each): [string, InstrumentDefinition][] => {
          const found = name(each);
          return found === undefined ? [] : [[found.toUpperCase(), each]];
        }),
      );
    this.#byRoot = by(({ root }) => root);
    this.#bloomberg = by(({ symbols }) => symbols?.bloomberg);
    this.#projectx = by(({ symbols }) => symbols?.projectx);
    this.#broker = by(({ symbols }) => symbols?.broker);
    for (const definition of definitions) {
      for (const day of seriesDays) {
        const names = definition.options?.series[day];
        if (names === undefined) continue;
        const entry = { definition, day, names };
        this.#series.set(seriesKey(names.cme, day), entry);
        for (const name of names.bloomberg ?? []) this.#bloombergSeries.set(seriesKey(name, day), entry);
      }
    }
  }

  product = (root: string): InstrumentDefinition | undefined => this.#byRoot.get(root);
  /** By root and yellow key in capitals: `TY COMDTY`. */
  bloombergProduct = (name: string): InstrumentDefinition | undefined => this.#bloomberg.get(name);
  projectxProduct = (name: string): InstrumentDefinition | undefined => this.#projectx.get(name);
  /** By the brokers' words in capitals. */
  brokerProduct = (name: string): InstrumentDefinition | undefined => this.#broker.get(name);
  /** By the exchange's letters; a week tells `ZN1` from a standard series. */
  seriesEntry = (letters: string, weekly: boolean): SeriesEntry | undefined => this.#series.get(`${letters} ${weekly}`);
  bloombergSeriesEntry = (letters: string, weekly: boolean): SeriesEntry | undefined =>
    this.#bloombergSeries.get(`${letters} ${weekly}`);
  /** Names of a series' kind; undefined for a product without options. */
  namesOf = ({ root, day }: OptionSeries | OptionContract): SeriesNames | undefined =>
    this.#byRoot.get(root)?.options?.series[day];

  future(definition: InstrumentDefinition | undefined, year: number, month: number): FutureContract | undefined {
    const code = monthCodes[month - 1];
    if (definition === undefined || code === undefined || !hasMonth(definition, code)) return undefined;
    return { kind: 'future', root: definition.root, year, month };
  }

  /** Last trade date of a future. */
  expiryOf({ root, year, month }: FutureContract): TradeDate | undefined {
    const definition = this.#byRoot.get(root);
    if (!definition?.contracts) return undefined;
    return contractDates(definition.contracts, year, month, this.#businessDays(definition)).expiry;
  }

  series(entry: SeriesEntry | undefined, year: number, month: number, week?: number): OptionSeries | undefined {
    if (entry === undefined || monthCodes[month - 1] === undefined) return undefined;
    const { definition, day, names } = entry;
    return optionSeries(
      { root: definition.root, letters: names.cme, day, week, year, month },
      this.#businessDays(definition),
    );
  }

  /** The series of a kind that expires on a date. A holiday moves an expiry by a few days, into another month or week at most. */
  seriesExpiring(entry: SeriesEntry | undefined, expiry: TradeDate): OptionSeries | undefined {
    if (entry === undefined) return undefined;
    if (entry.day === 'standard') {
      const [year, month] = partsOf(expiry);
      const found = month === 12 ? this.series(entry, year + 1, 1) : this.series(entry, year, month + 1);
      return found?.expiry === expiry ? found : undefined;
    }
    for (let days = -4; days <= 4; days++) {
      const named = addDays(expiry, days);
      if (weekdayOf(named) !== seriesDays.indexOf(entry.day)) continue;
      const [year, month, day] = partsOf(named);
      const found = this.series(entry, year, month, Math.ceil(day / 7));
      if (found?.expiry === expiry) return found;
    }
    return undefined;
  }

  /** Every series of a product that expires on a date. */
  allExpiring(definition: InstrumentDefinition | undefined, expiry: TradeDate): OptionSeries[] {
    if (definition === undefined) return [];
    return seriesDays.flatMap((day) => {
      const names = definition.options?.series[day];
      const found = names && this.seriesExpiring({ definition, day, names }, expiry);
      return found ? [found] : [];
    });
  }

  /** Of products that have contracts named by their day. */
  get datedRoots(): readonly InstrumentDefinition[] {
    return this.definitions.filter(({ dated }) => dated !== undefined);
  }

  /** A future or an option that is named by its day, whether anybody lists it or not; undefined for a product without such. */
  dated(root: string, expiry: TradeDate | undefined, option?: DatedContract['option']): DatedContract | undefined {
    if (expiry === undefined || this.#byRoot.get(root)?.dated === undefined) return undefined;
    return { kind: 'dated', root, expiry, ...(option ? { option } : {}) };
  }

  /** The day on which the contracts of a month (1 to 12) expire that are named by their day. */
  monthlyOf(root: string, year: number, month: number): TradeDate | undefined {
    const definition = this.#byRoot.get(root);
    if (!definition?.dated || month < 1 || month > 12) return undefined;
    return monthlyExpiry(definition.dated.expiries, year, month, this.#businessDays(definition));
  }

  /** The next days on which contracts expire that are named by their day, as the rules have them. */
  expiriesFrom(
    root: string,
    from: TradeDate,
    listed: { readonly weeks: number; readonly months: number },
  ): TradeDate[] {
    const definition = this.#byRoot.get(root);
    if (!definition?.dated) return [];
    return datedExpiries(definition.dated.expiries, from, this.#businessDays(definition), listed);
  }

  /** The index or share that a broker of India calls so, in capitals. */
  outrightNamed(system: 'kite' | 'upstox', name: string): OutrightContract | undefined {
    const found = this.datedRoots.find((each) => nameAt(system, each).toUpperCase() === name);
    return found && { kind: 'outright', root: found.root };
  }

  /** What a broker of India calls an index or a share. */
  nameOfOutright(system: 'kite' | 'upstox', root: string): string | undefined {
    const definition = this.#byRoot.get(root);
    return definition?.dated && nameAt(system, definition);
  }

  /** The same that takes strikes nobody lists, to tell a wrong strike from text that is no option. */
  withAnyStrike = (): SymbolBook =>
    new SymbolBook(this.definitions, this.thisYear, { anyStrike: true, calendars: this.#calendars });

  strikeStep = (root: string): Price | undefined => this.#byRoot.get(root)?.options?.strikeStep;

  /** A series with a strike that is listed for it; undefined for a strike between the steps. */
  option(series: OptionSeries | undefined, strike: Price | undefined, right: Right): OptionContract | undefined {
    const step = series && this.strikeStep(series.root);
    if (series === undefined || step === undefined || strike === undefined) return undefined;
    const listed = this.#anyStrike || (strike > 0 && strike % step === 0);
    return listed ? optionContract(series, strike, right) : undefined;
  }

  #businessDays({ session }: InstrumentDefinition): IsBusinessDay {
    return this.#calendars[session].isBusinessDay;
  }
}

const nameAt = (system: keyof Pick<ForeignNames, 'kite' | 'upstox'>, definition: InstrumentDefinition): string =>
  definition.symbols?.[system] ?? definition.root;

const seriesKey = (letters: string, day: SeriesDay): string => `${letters} ${day !== 'standard'}`;

const partsOf = (date: TradeDate): [year: number, month: number, day: number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
];
