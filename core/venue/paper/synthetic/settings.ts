import type { Instrument } from '../../../model/instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../model/price.ts';

/** How the invented market of one product behaves. Quantities are contracts, distances ticks. */
export interface SyntheticInstrument {
  /** Where it opens when no last trade is known; rounded to the tick. */
  readonly startPrice: Price;
  /** Mean number of arrivals, cancels and trades a second, bursts left out. */
  readonly actionsPerSecond: number;
  /** The distance that participants keep between best bid and best offer. */
  readonly spreadTicks: number;
  /** Mean quantity at the touch and ten levels away from it. */
  readonly touchQuantity: number;
  readonly deepQuantity: number;
  /** Mean quantity of an order that rests, and of one that takes. */
  readonly orderQuantity: number;
  readonly takeQuantity: number;
  /** The share of actions that take. */
  readonly takeShare: number;
  /** The slow part of the fair value: its volatility in ticks over an hour, and how long it takes to come back to where it opened. */
  readonly driftTicks: number;
  readonly driftMinutes: number;
  /** The quick part: how far it strays around the slow one, and for how long. */
  readonly wiggleTicks: number;
  readonly wiggleSeconds: number;
  /** Clustered activity: how often it starts, how long it lasts, how many times busier it is. */
  readonly burstsPerMinute: number;
  readonly burstSeconds: number;
  readonly burstFactor: number;
}

/** By root: `ZN`, `ES`, … */
export type SyntheticSettings = Readonly<Record<string, SyntheticInstrument>>;

const points = (value: number): Price => Math.round(value * PRICE_UNITS_PER_POINT) as Price;

const common = {
  spreadTicks: 1,
  takeShare: 0.1,
  driftMinutes: 90,
  wiggleTicks: 0.9,
  wiggleSeconds: 25,
  burstsPerMinute: 1.5,
  burstSeconds: 2.5,
  burstFactor: 5,
};

/** An order-of-magnitude likeness of each product on a quiet day; nothing here is measured. */
export const defaultSynthetic: SyntheticSettings = {
  ZN: {
    ...common,
    startPrice: points(110 + 8.5 / 32),
    actionsPerSecond: 60,
    touchQuantity: 1_000,
    deepQuantity: 2_600,
    orderQuantity: 70,
    takeQuantity: 18,
    driftTicks: 9,
  },
  ZF: {
    ...common,
    startPrice: points(107 + 20.75 / 32),
    actionsPerSecond: 35,
    touchQuantity: 900,
    deepQuantity: 2_200,
    orderQuantity: 60,
    takeQuantity: 14,
    driftTicks: 11,
  },
  ZT: {
    ...common,
    startPrice: points(103 + 20 / 32),
    actionsPerSecond: 20,
    touchQuantity: 1_400,
    deepQuantity: 3_000,
    orderQuantity: 110,
    takeQuantity: 20,
    driftTicks: 6,
  },
  TN: {
    ...common,
    startPrice: points(113 + 8 / 32),
    actionsPerSecond: 20,
    touchQuantity: 320,
    deepQuantity: 700,
    orderQuantity: 22,
    takeQuantity: 7,
    driftTicks: 9,
  },
  ZB: {
    ...common,
    startPrice: points(115),
    actionsPerSecond: 20,
    touchQuantity: 260,
    deepQuantity: 600,
    orderQuantity: 18,
    takeQuantity: 6,
    driftTicks: 7,
  },
  ES: {
    ...common,
    startPrice: points(6018.5),
    actionsPerSecond: 40,
    touchQuantity: 38,
    deepQuantity: 110,
    orderQuantity: 4,
    takeQuantity: 3,
    driftTicks: 28,
    wiggleTicks: 2.2,
  },
  NQ: {
    ...common,
    startPrice: points(21_400),
    actionsPerSecond: 25,
    spreadTicks: 2,
    touchQuantity: 5,
    deepQuantity: 14,
    orderQuantity: 1.6,
    takeQuantity: 1.5,
    driftTicks: 130,
    wiggleTicks: 7,
  },
  MES: {
    ...common,
    startPrice: points(6018.5),
    actionsPerSecond: 20,
    touchQuantity: 60,
    deepQuantity: 160,
    orderQuantity: 6,
    takeQuantity: 3,
    driftTicks: 28,
    wiggleTicks: 2.2,
  },
  MNQ: {
    ...common,
    startPrice: points(21_400),
    actionsPerSecond: 15,
    spreadTicks: 2,
    touchQuantity: 12,
    deepQuantity: 30,
    orderQuantity: 2.5,
    takeQuantity: 2,
    driftTicks: 130,
    wiggleTicks: 7,
  },
  GC: {
    ...common,
    startPrice: points(2_650),
    actionsPerSecond: 20,
    touchQuantity: 9,
    deepQuantity: 28,
    orderQuantity: 2.2,
    takeQuantity: 2,
    driftTicks: 45,
    wiggleTicks: 3,
  },
  CL: {
    ...common,
    startPrice: points(70),
    actionsPerSecond: 20,
    touchQuantity: 22,
    deepQuantity: 55,
    orderQuantity: 3,
    takeQuantity: 2.5,
    driftTicks: 22,
    wiggleTicks: 2,
  },
  NIFTY: {
    ...common,
    startPrice: points(24_300),
    actionsPerSecond: 10,
    spreadTicks: 6,
    touchQuantity: 150,
    deepQuantity: 450,
    orderQuantity: 40,
    takeQuantity: 30,
    driftTicks: 500,
    wiggleTicks: 40,
  },
};

/** The settings of an instrument's product. Throws a sentence when there are none. */
export function syntheticOf(settings: SyntheticSettings, instrument: Instrument): SyntheticInstrument {
  const found = settings[instrument.root];
  if (found !== undefined) return found;
  throw new Error(
    `No synthetic market is described for ${instrument.root} (${instrument.id}); described are ${Object.keys(settings).join(', ')}.`,
  );
}
