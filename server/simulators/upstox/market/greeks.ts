import type { Price } from '../../../../core/model/price.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { greeks } from '../../../../core/options/greeks.ts';
import { impliedVolatility } from '../../../../core/options/implied-volatility.ts';
import { RATE, yearsLeft } from '../../exchange/derived/worth.ts';
import type { Listed } from '../catalog/catalog.ts';
import { priceNumber } from '../numbers.ts';
import type { UpstoxParts } from '../parts.ts';

/** As the venue counts them: by a point of the underlying, a percent of volatility or of the rate, and a day. */
export interface OptionGreeks {
  readonly delta: number;
  readonly gamma: number;
  readonly theta: number;
  readonly vega: number;
  readonly rho: number;
  /** Of one. */
  readonly iv: number;
}

export const noGreeks: OptionGreeks = { delta: 0, gamma: 0, theta: 0, vega: 0, rho: 0, iv: 0 };

const DAYS = 365;
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Of an option at its last price and that of its underlying; undefined of anything else. */
export function greeksOf(
  { exchange, calendars }: UpstoxParts,
  { instrument }: Listed,
  last: Price | undefined,
  at: Instant,
): OptionGreeks | undefined {
  const { option, root } = instrument;
  if (option === undefined) return undefined;
  const spot = exchange.day(root)?.last;
  if (spot === undefined || last === undefined) return noGreeks;
  const years = yearsLeft(instrument, at, calendars);
  const growth = Math.exp(RATE * years);
  const forward = priceNumber(spot) * growth;
  const terms = { right: option.right, forward, strike: priceNumber(option.strike), years, rate: RATE };
  const iv = impliedVolatility(priceNumber(last), terms) ?? 0;
  const { delta, gamma, theta, vega, rho } = greeks({ ...terms, volatility: iv });
  return {
    delta: rounded(delta * growth),
    gamma: rounded(gamma * growth ** 2),
    theta: rounded((theta - RATE * forward * delta) / DAYS),
    vega: rounded(vega / 100),
    rho: rounded((rho + years * forward * delta) / 100),
    iv: rounded(iv),
  };
}
