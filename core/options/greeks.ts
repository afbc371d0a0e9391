import { type Black76Terms, black76 } from './black76.ts';
import { normalBelow, normalDensity } from './normal.ts';

/** How what an option on a forward is worth changes, points as floats. */
export interface Greeks {
  /** By a point of the forward. */
  readonly delta: number;
  /** Of delta, by a point of the forward. */
  readonly gamma: number;
  /** By a whole unit of volatility: a hundredth of it is a percent's. */
  readonly vega: number;
  /** By a year that passes while the forward stands still. */
  readonly theta: number;
  /** By a whole unit of the rate while the forward stands still. */
  readonly rho: number;
}

/** The derivatives of Black-76. At its end, or without volatility, an option moves as its forward does or not at all. */
export function greeks(terms: Black76Terms): Greeks {
  const { right, forward, strike, volatility, rate } = terms;
  const years = Math.max(0, terms.years);
  const sign = right === 'call' ? 1 : -1;
  const worth = black76(terms);
  const deviation = volatility * Math.sqrt(years);
  const discount = Math.exp(-rate * years);
  const rho = worth === 0 ? 0 : -years * worth;
  if (!(deviation > 0)) {
    const isIn = sign * (forward - strike) > 0;
    return { delta: isIn ? sign * discount : 0, gamma: 0, vega: 0, theta: rate * worth, rho };
  }
  const near = Math.log(forward / strike) / deviation + deviation / 2;
  const density = discount * normalDensity(near);
  return {
    delta: sign * discount * normalBelow(sign * near),
    gamma: density / (forward * deviation),
    vega: forward * density * Math.sqrt(years),
    theta: rate * worth - (forward * density * volatility) / (2 * Math.sqrt(years)),
    rho,
  };
}
