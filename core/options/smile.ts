/** A fixed smile: volatility by the distance of a strike, counted in deviations of the forward until the end. */
export interface Smile {
  /** At the forward, of one. */
  readonly middle: number;
  /** What a deviation up adds, as a share of the middle; below zero where the lower strikes cost more. */
  readonly slope: number;
  /** What the square of a deviation adds. */
  readonly curve: number;
}

/** Farther out than this the smile is flat, so that no strike is priced by the tail of a parabola. */
const FARTHEST = 4;
const LEAST = 0.4;

/** The volatility of a strike, of one; never less than two fifths of the middle. */
export function smileAt({ middle, slope, curve }: Smile, forward: number, strike: number, years: number): number {
  const deviation = middle * Math.sqrt(years);
  if (!(deviation > 0)) return middle;
  const distance = Math.max(-FARTHEST, Math.min(FARTHEST, Math.log(strike / forward) / deviation));
  return middle * Math.max(LEAST, 1 + slope * distance + curve * distance * distance);
}
