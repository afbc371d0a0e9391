const ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

const numerator = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const denominator = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

const polynomial = (factors: readonly number[], at: number): number =>
  factors.reduce((sum, factor) => sum * at + factor, 0);

/**
 * The share of a standard normal distribution below `x`, exact to about fifteen digits. Source: J. F. Hart's approximation as G. West gives it in
 * "Better approximations to cumulative normal functions", Wilmott, 2005.
 */
export function normalBelow(x: number): number {
  const distance = Math.abs(x);
  const above = distance > 37 ? 0 : tail(distance);
  return x > 0 ? 1 - above : above;
}

/** How dense a standard normal distribution is at `x`. */
export const normalDensity = (x: number): number => Math.exp(-(x * x) / 2) / ROOT_OF_TWO_PI;

function tail(distance: number): number {
  const fall = Math.exp(-(distance * distance) / 2);
  if (distance < 7.07106781186547) return (fall * polynomial(numerator, distance)) / polynomial(denominator, distance);
  let fraction = distance + 0.65;
  for (const term of [4, 3, 2, 1]) fraction = distance + term / fraction;
  return fall / fraction / ROOT_OF_TWO_PI;
}
