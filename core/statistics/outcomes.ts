import { quotient, type Series } from './series.ts';

/** Wins are above zero, losses below it; everything else is break-even. Sums and extremes are in the unit of the series. */
export interface Outcomes {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  readonly breakEvens: number;
  readonly grossProfit: number;
  /** Zero or negative. */
  readonly grossLoss: number;
  /** Zero where there is no win. */
  readonly largestWin: number;
  /** Zero or negative. */
  readonly largestLoss: number;
}

/** Counts and sums of outcomes. Sums of micros are exact while each of the two stays within 2^53. */
export function outcomes(series: Series): Outcomes {
  let [wins, losses, grossProfit, grossLoss, largestWin, largestLoss] = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < series.length; index++) {
    const value = series[index]!;
    if (value > 0) {
      wins += 1;
      grossProfit += value;
      if (value > largestWin) largestWin = value;
    } else if (value < 0) {
      losses += 1;
      grossLoss += value;
      if (value < largestLoss) largestLoss = value;
    }
  }
  const count = series.length;
  const breakEvens = count - wins - losses;
  return { count, wins, losses, breakEvens, grossProfit, grossLoss, largestWin, largestLoss };
}

/** Wins over all outcomes, break-evens included; 0 for none. */
export const winRate = ({ wins, count }: Outcomes): number => quotient(wins, count) ?? 0;

/** Mean outcome; 0 for none. */
export const expectancy = ({ grossProfit, grossLoss, count }: Outcomes): number =>
  quotient(grossProfit + grossLoss, count) ?? 0;

/** Mean win; 0 without wins. */
export const averageWin = ({ grossProfit, wins }: Outcomes): number => quotient(grossProfit, wins) ?? 0;

/** Mean loss, zero or negative; 0 without losses. */
export const averageLoss = ({ grossLoss, losses }: Outcomes): number => quotient(grossLoss, losses) ?? 0;

/** Gross profit over gross loss. 0 for no outcomes at all; undefined, being infinite, for wins without losses. */
export const profitFactor = ({ grossProfit, grossLoss, count }: Outcomes): number | undefined =>
  count === 0 ? 0 : quotient(grossProfit, -grossLoss);

/** Average win over average loss; undefined without losses. */
export const payoffRatio = (given: Outcomes): number | undefined => quotient(averageWin(given), -averageLoss(given));

/** Expectancy for each unit of the average loss; undefined without losses. */
export const expectancyRatio = (given: Outcomes): number | undefined =>
  quotient(expectancy(given), -averageLoss(given));
