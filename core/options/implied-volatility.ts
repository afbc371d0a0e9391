import { type Black76Terms, black76 } from './black76.ts';

const LEAST = 1e-4;
const MOST = 10;
/** Halvings of the span between them, down to a hundred-billionth. */
const STEPS = 40;

/** The volatility, of one, at which Black-76 is worth `points`; undefined where none from 0.01 % to 1,000 % is, as below what it is worth at once. */
export function impliedVolatility(points: number, terms: Omit<Black76Terms, 'volatility'>): number | undefined {
  const worth = (volatility: number) => black76({ ...terms, volatility });
  let [low, high] = [LEAST, MOST];
  if (!(terms.years > 0) || !(points > worth(low)) || !(points < worth(high))) return undefined;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (worth(middle) < points) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
