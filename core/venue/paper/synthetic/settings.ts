import type { Instrument } from '../../../model/instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../model/price.ts';

/** What a person says of the invented market of one product. */
export interface SyntheticProduct {
  /** Where it opens when no last trade is known; rounded to the tick. */
  readonly price: Price;
  /** Mean number of arrivals, cancels and trades a second, bursts left out. */
  readonly eventsPerSecond: number;
  /** Standard deviation of a year's change, in points. */
  readonly volatility: number;
  /** Contracts at a typical level. */
  readonly size: number;
  /** The distance participants keep between best bid and best offer, in ticks; 1 when left out. */
  readonly spreadTicks?: number;
}

/** By root: `ZN`, `ES`, … */
export type SyntheticSettings = Readonly<Record<string, SyntheticProduct>>;

const points = (value: number): Price => Math.round(value * PRICE_UNITS_PER_POINT) as Price;

/** A likeness of each product on a quiet day, by order of magnitude; nothing here is measured. */
export const defaultSynthetic: SyntheticSettings = {
  ZN: { price: points(110 + 8.5 / 32), eventsPerSecond: 60, volatility: 5.5, size: 1_300 },
  ZF: { price: points(107 + 20.75 / 32), eventsPerSecond: 35, volatility: 3.5, size: 1_100 },
  ZT: { price: points(103 + 20 / 32), eventsPerSecond: 20, volatility: 1.6, size: 1_800 },
  TN: { price: points(113 + 8 / 32), eventsPerSecond: 20, volatility: 7, size: 400 },
  ZB: { price: points(115), eventsPerSecond: 20, volatility: 10, size: 300 },
  ES: { price: points(6_018.5), eventsPerSecond: 40, volatility: 950, size: 55 },
  NQ: { price: points(21_400), eventsPerSecond: 25, volatility: 4_300, size: 8, spreadTicks: 2 },
  MES: { price: points(6_018.5), eventsPerSecond: 20, volatility: 950, size: 90 },
  MNQ: { price: points(21_400), eventsPerSecond: 15, volatility: 4_300, size: 18, spreadTicks: 2 },
  GC: { price: points(2_650), eventsPerSecond: 20, volatility: 430, size: 14 },
  CL: { price: points(70), eventsPerSecond: 20, volatility: 22, size: 32 },
  NIFTY: { price: points(24_300), eventsPerSecond: 10, volatility: 3_300, size: 250, spreadTicks: 6 },
  BANKNIFTY: { price: points(52_000), eventsPerSecond: 10, volatility: 8_300, size: 120, spreadTicks: 12 },
  FINNIFTY: { price: points(24_800), eventsPerSecond: 5, volatility: 3_900, size: 120, spreadTicks: 12 },
  MIDCPNIFTY: { price: points(12_600), eventsPerSecond: 5, volatility: 2_300, size: 240, spreadTicks: 12 },
  SENSEX: { price: points(80_000), eventsPerSecond: 10, volatility: 10_800, size: 60, spreadTicks: 20 },
  RELIANCE: { price: points(1_400), eventsPerSecond: 12, volatility: 330, size: 600 },
  INFY: { price: points(1_500), eventsPerSecond: 8, volatility: 390, size: 400 },
  HDFCBANK: { price: points(1_000), eventsPerSecond: 12, volatility: 190, size: 900, spreadTicks: 2 },
  TCS: { price: points(3_100), eventsPerSecond: 6, volatility: 700, size: 200, spreadTicks: 2 },
  SBIN: { price: points(900), eventsPerSecond: 10, volatility: 210, size: 900, spreadTicks: 2 },
};

/** The settings of an instrument's product. Throws a sentence when there are none. */
export function productOf(settings: SyntheticSettings, instrument: Instrument): SyntheticProduct {
  const found = settings[instrument.root];
  if (found !== undefined) return found;
  const described = Object.keys(settings).join(', ');
  throw new Error(
    `No synthetic market is described for ${instrument.root} (${instrument.id}); described are ${described}.`,
  );
}
