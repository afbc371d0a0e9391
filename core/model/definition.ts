import type { ExpiryDays } from '../calendar/dated-expiries.ts';
import type { ExpiryRule, RollRule } from '../calendar/expiry-rules.ts';
import type { SeriesDay } from '../calendar/option-dates.ts';
import type { MonthCode } from './contract.ts';
import type { Instrument } from './instrument.ts';
import type { Price } from './price.ts';
import type { TradeDate } from './time.ts';

/** Options on a product's futures. */
export interface OptionFamily extends Pick<Instrument, 'tick' | 'priceStyle'> {
  readonly strikeStep: Price;
  /** How series are called by the day on which they expire: `VY` and `VBY` for the Mondays of the ten-year note. */
  readonly series: Readonly<Partial<Record<SeriesDay, SeriesNames>>>;
}

export interface SeriesNames {
  /** The exchange's letters. */
  readonly cme: string;
  /** Bloomberg's; the first is printed, all are read. A single letter stands behind the week: `1M`. */
  readonly bloomberg?: readonly string[] | undefined;
}

/** How systems that have roots of their own call a product's futures. */
export interface ForeignNames {
  /** Root and yellow key: `TY Comdty`. */
  readonly bloomberg?: string | undefined;
  /** The part of a ProjectX contract id before the month: `EP`. */
  readonly projectx?: string | undefined;
  /** The brokers' words: `CBT 10YR TNOTE`. */
  readonly broker?: string | undefined;
  /** The index or share itself, where the trading symbol is not the root: `NIFTY 50`. */
  readonly kite?: string | undefined;
  readonly upstox?: string | undefined;
}

/** A number that holds from a day on. */
export interface Since {
  readonly from: TradeDate;
  readonly is: number;
}

/** Futures and options on an index or a share, named by the day on which they expire. */
export interface DatedTerms extends Pick<Instrument, 'exchange' | 'tick' | 'priceStyle'> {
  /** Of futures, where it is not that of options. */
  readonly futureTick?: Price | undefined;
  /** The finest on which strikes are listed; far expiries and far strikes have wider ones. */
  readonly strikeStep: Price;
  /** By the day that a last trade date falls on, oldest first. */
  readonly expiries: readonly ExpiryDays[];
  /** Contracts of a lot, by last trade date, oldest first. */
  readonly lots: readonly Since[];
  /** Most contracts of one order, by the day of the order, oldest first. */
  readonly freezes?: readonly Since[] | undefined;
}

/** What a person configures of a product: everything of an instrument but the month, which months there are, and what others call it. */
export interface InstrumentDefinition extends Omit<Instrument, 'id' | 'deliveryMonth'> {
  /** Other names of the root: `TY` for `ZN`. */
  readonly aliases: readonly string[];
  /** Absent for what has no months, as an index. */
  readonly contracts?: ContractTerms;
  /** Absent where none are named by their day. */
  readonly dated?: DatedTerms | undefined;
  /** Absent where no options are known. */
  readonly options?: OptionFamily;
  readonly symbols?: ForeignNames;
}

export interface ContractTerms {
  /** Delivery months in which the front contract rolls, in order: `H M U Z`. */
  readonly months: readonly MonthCode[];
  /** Months that exist beside them without being listed here, as nearby serial months. */
  readonly serialMonths?: readonly MonthCode[] | undefined;
  /** How many are listed at a time. */
  readonly listed: number;
  readonly expiry: ExpiryRule;
  readonly roll: RollRule;
}

/** Whether contracts of a delivery month exist. */
export const hasMonth = ({ contracts }: InstrumentDefinition, code: MonthCode): boolean =>
  contracts !== undefined && (contracts.months.includes(code) || (contracts.serialMonths?.includes(code) ?? false));
