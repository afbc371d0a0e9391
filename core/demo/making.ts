import { sideSign } from '../model/quantity.ts';
import type { Random } from '../random.ts';
import type { Execution, Session } from './execution.ts';
import { activity, type Path } from './path.ts';

export interface MakingPlan {
  readonly fillsPerMinute: number;
  readonly quantities: readonly number[];
  readonly limit: number;
}

/** How often a fill is on the good half of its bar: the maker's edge, somewhat more often than not. */
const GOOD_HALF = 0.63;
const WIND_DOWN = 40;

/** The past of the maker: hit now and then on either side, more on the side that the bar went against, shy of a full inventory. */
export function making(path: Path, session: Session, plan: MakingPlan, held: number, random: Random): Execution[] {
  const executions: Execution[] = [];
  let position = held;
  for (let minute = session.from; minute < session.to; minute++) {
    const busy = activity(session.offset + minute - session.from);
    const closing = !session.open && minute >= session.to - WIND_DOWN;
    if (!random.chance(Math.min(0.9, plan.fillsPerMinute * (0.5 + busy / 2)))) continue;
    const [low, high] = [path.low[minute]!, path.high[minute]!];
    if (low === high) continue;
    const against = 0.12 * Math.sign(path.open[minute]! - path.close[minute]!);
    const shy = closing ? -Math.sign(position) : (-0.5 * position) / plan.limit;
    const side = random.chance(0.5 + against * (closing ? 0 : 1) + shy) ? 'buy' : 'sell';
    const room = closing ? Math.abs(position) : plan.limit - sideSign(side) * position;
    const quantity = Math.min(random.pick(plan.quantities), room);
    if (quantity < 1) continue;
    const middle = (low + high) / 2;
    const lower = random.chance(GOOD_HALF) === (side === 'buy');
    const tick = lower ? random.integer(low, Math.floor(middle)) : random.integer(Math.ceil(middle), high);
    executions.push({ strategy: 'maker', minute, side, quantity, tick, liquidity: 'maker' });
    position += sideSign(side) * quantity;
  }
  return executions;
}
