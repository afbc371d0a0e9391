import type { Right } from '../model/option.ts';
import { normalBelow } from './normal.ts';

/** What a European option on a forward is worth by. Prices are points, as floats: what comes out is a belief about a price, and no price. */
export interface Black76Terms {
  readonly right: Right;
  readonly forward: number;
  readonly strike: number;
  /** Until it expires; none or fewer leave what it is worth at its end. */
  readonly years: number;
  /** Standard deviation of a year's change, of one: 0.13 is thirteen percent. */
  readonly volatility: number;
  /** By which the payment at the end is discounted, continuously; 0.065 is six and a half percent. */
  readonly rate: number;
}

/** Points that an option is worth. Source: F. Black, "The pricing of commodity contracts", Journal of Financial Economics 3, 1976. */
export function black76({ right, forward, strike, years, volatility, rate }: Black76Terms): number {
  const sign = right === 'call' ? 1 : -1;
  const deviation = volatility * Math.sqrt(Math.max(0, years));
  const discount = Math.exp(-rate * Math.max(0, years));
  if (!(deviation > 0)) return discount * Math.max(0, sign * (forward - strike));
  const near = Math.log(forward / strike) / deviation + deviation / 2;
  const worth = forward * normalBelow(sign * near) - strike * normalBelow(sign * (near - deviation));
  return discount * Math.max(0, sign * worth);
}
