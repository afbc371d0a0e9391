import type { Right } from '../model/option.ts';
import type { Price } from '../model/price.ts';

/**
 * How a strike is chosen by where the underlying is. `steps` counts listed strikes out of the money from the one at the money, into the money when negative.
 * The others ask for a price out of the money, and the nearest listed strike that is at least as far out is taken: the spot rounded away from the money and
 * then the gap (`round_gap`), the same where a spot on the grid counts as below it for a call (`next_gap`), or the spot and the gap rounded away together
 * (`gap_round`).
 */
export type StrikeRule =
  | { readonly by: 'steps'; readonly steps: number }
  | { readonly by: 'round_gap' | 'next_gap' | 'gap_round'; readonly round: Price; readonly gap: Price };

const up = (value: number, step: number): number => Math.ceil(value / step) * step;
const down = (value: number, step: number): number => Math.floor(value / step) * step;

/** What a rule other than `steps` asks for, listed or not. */
export function wantedStrike(rule: Exclude<StrikeRule, { by: 'steps' }>, spot: Price, right: Right): Price {
  const { by, round, gap } = rule;
  if (by === 'gap_round') return (right === 'call' ? up(spot + gap, round) : down(spot - gap, round)) as Price;
  if (right === 'put') return (down(spot, round) - gap) as Price;
  return ((by === 'next_gap' ? down(spot, round) + round : up(spot, round)) + gap) as Price;
}

/** The place of the strike that is nearest to a price, the lower of two equally near; -1 for no strikes, which ascend. */
export function nearestStrike(strikes: readonly Price[], to: Price): number {
  const above = strikes.findIndex((strike) => strike >= to);
  if (above === -1) return strikes.length - 1;
  const below = strikes[above - 1];
  return below !== undefined && to - below <= strikes[above]! - to ? above - 1 : above;
}

/** The listed strike that a rule chooses; undefined where none lies so far out. `strikes` ascend. */
export function chosenStrike(
  strikes: readonly Price[],
  spot: Price,
  right: Right,
  rule: StrikeRule,
): Price | undefined {
  if (rule.by === 'steps') {
    const at = nearestStrike(strikes, spot);
    return at === -1 ? undefined : strikes[at + (right === 'call' ? rule.steps : -rule.steps)];
  }
  const wanted = wantedStrike(rule, spot, right);
  return right === 'call' ? strikes.find((strike) => strike >= wanted) : strikes.findLast((strike) => strike <= wanted);
}
