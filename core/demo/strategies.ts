import type { AccountId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import { maker } from '../strategies/maker.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { trend } from '../strategies/trend.ts';
import { productOf, type SyntheticSettings } from '../venue/paper/synthetic/settings.ts';
import { shapeOf } from '../venue/paper/synthetic/shape.ts';

export interface DemoStrategiesOptions {
  readonly account: AccountId;
  readonly instruments: readonly Instrument[];
  readonly synthetic: SyntheticSettings;
  /** Contracts of each quote, and the most the maker may hold of an instrument. */
  readonly quantity: number;
  readonly maximumPosition: number;
  /** Put before every client order id; another at each start. */
  readonly idPrefix: string;
}

/** What trades the demonstration account: a maker in each instrument, and in the first one something that follows trends. */
export function demoStrategies(options: DemoStrategiesOptions): Strategy[] {
  const { account, instruments, synthetic, quantity, maximumPosition, idPrefix } = options;
  const makers = instruments.map((instrument): Strategy => {
    const { driftTicks } = shapeOf(productOf(synthetic, instrument), instrument);
    const near = Math.max(1, Math.round(driftTicks / 12));
    return maker({
      instrument,
      account,
      idPrefix: `${idPrefix}-M${instrument.id}`,
      quantity,
      maximumPosition,
      offsets: [near, near * 2 + 1],
      toleranceTicks: near + 1,
      skewTicks: near * 3,
    });
  });
  const first = instruments.slice(0, 1).map((instrument): Strategy => {
    return trend({ instrument, account, idPrefix: `${idPrefix}-T${instrument.id}`, quantity: quantity * 2 });
  });
  return [...makers, ...first];
}
