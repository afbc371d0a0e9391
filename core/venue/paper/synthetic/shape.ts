import type { Instrument } from '../../../model/instrument.ts';
import { PRICE_UNITS_PER_POINT } from '../../../model/price.ts';
import type { SyntheticProduct } from './settings.ts';

const TRADING_HOURS_PER_YEAR = 252 * 23;

/** How the participants of one market behave. Quantities are means in contracts, distances ticks. */
export interface Shape {
  /** Tick at which the market opens. */
  readonly open: number;
  readonly actionsPerSecond: number;
  readonly spreadTicks: number;
  readonly touchQuantity: number;
  readonly deepQuantity: number;
  /** Of an order that rests, and of one that takes. */
  readonly orderQuantity: number;
  readonly takeQuantity: number;
  /** The share of actions that take. */
  readonly takeShare: number;
  /** The slow part of the fair value: volatility over an hour, and how long it takes to come back to where it opened. */
  readonly driftTicks: number;
  readonly driftSeconds: number;
  /** The quick part: how far it strays around the slow one, and for how long. */
  readonly wiggleTicks: number;
  readonly wiggleSeconds: number;
  /** Clustered activity: how often it starts, how long it lasts, how many times busier it is. */
  readonly burstsPerMinute: number;
  readonly burstSeconds: number;
  readonly burstFactor: number;
}

/** Works out the behavior from what a person says of a product, opening at `price`. */
export function shapeOf(product: SyntheticProduct, { tick }: Instrument, price = product.price): Shape {
  const { eventsPerSecond, volatility, size, spreadTicks = 1 } = product;
  const driftTicks = ((volatility * PRICE_UNITS_PER_POINT) / tick) * Math.sqrt(1 / TRADING_HOURS_PER_YEAR);
  return {
    open: Math.round(price / tick),
    actionsPerSecond: eventsPerSecond,
    spreadTicks,
    touchQuantity: size * 0.8,
    deepQuantity: size * 2,
    orderQuantity: 1 + size * 0.05,
    takeQuantity: 1 + Math.sqrt(size) * 0.3,
    takeShare: 0.08,
    driftTicks,
    driftSeconds: 90 * 60,
    wiggleTicks: Math.max(0.75, Math.sqrt(driftTicks) / 4.3),
    wiggleSeconds: 30,
    burstsPerMinute: 1.5,
    burstSeconds: 2.5,
    burstFactor: 5,
  };
}
