import type { Random } from '../random.ts';
import type { Shape } from '../venue/paper/synthetic/shape.ts';
import type { Execution, Session } from './execution.ts';
import { type MakingPlan, making } from './making.ts';
import type { Path } from './path.ts';
import { type Rule, rangeFading, reverting, taking, trending } from './taking.ts';

/** A strategy of the past in one instrument. */
export interface Trader {
  readonly strategy: string;
  trade(path: Path, session: Session, held: number, random: Random): Execution[];
}

const maker = (plan: MakingPlan): Trader => ({
  strategy: 'maker',
  trade: (path, session, held, random) => making(path, session, plan, held, random),
});

const taker = (strategy: string, rule: Rule): Trader => ({
  strategy,
  trade: (path, session) => taking(strategy, rule, path, session),
});

const bonds = [1, 1, 2, 2, 3, 5];

/** Who traded a product; nobody did where the list is empty. */
export function traders(root: string, { driftTicks }: Shape): readonly Trader[] {
  switch (root) {
    case 'ZN':
      return [
        maker({ fillsPerMinute: 0.42, quantities: bonds, limit: 18 }),
        taker('trend', trending(4, 20, driftTicks * 0.6)),
        taker('overnight_range', rangeFading(3)),
      ];
    case 'ZF':
      return [maker({ fillsPerMinute: 0.3, quantities: bonds, limit: 18 }), taker('mean_reversion', reverting(4))];
    case 'TN':
      return [maker({ fillsPerMinute: 0.12, quantities: [1, 1, 2], limit: 8 }), taker('mean_reversion', reverting(2))];
    case 'ES':
      return [
        maker({ fillsPerMinute: 0.16, quantities: [1], limit: 2 }),
        taker('trend', trending(1, 20, driftTicks * 0.6)),
        taker('overnight_range', rangeFading(1)),
      ];
    default:
      return [];
  }
}
