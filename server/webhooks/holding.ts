import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Order } from '../../core/model/order.ts';
import type { Side } from '../../core/model/quantity.ts';
import { isOpen } from '../../core/orders/apply.ts';
import type { Group } from '../../core/orders/protection/group.ts';
import { shares } from '../../core/orders/protection/shares.ts';
import type { OrdersState, PositionsState } from '../../core/topics.ts';
import type { Holding } from '../../core/webhooks/plan.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';

/** Whose of what. */
export interface Owner {
  readonly account: AccountId;
  readonly strategy: string;
}

export interface HoldingParts {
  readonly desk: Pick<Desk, 'bus' | 'order'>;
  readonly journal: Pick<Journal, 'webhooks' | 'ordersOfGroup'>;
}

/** Open orders of a strategy in an instrument, exits included. */
export function openOrders({ desk }: Pick<HoldingParts, 'desk'>, owner: Owner, instrument: string): readonly Order[] {
  return desk.bus
    .read<OrdersState>('orders')
    .orders.filter(
      ({ intent }) =>
        intent.instrument === instrument && intent.account === owner.account && intent.strategy === owner.strategy,
    )
    .filter(isOpen);
}

export const netOf = ({ desk }: Pick<HoldingParts, 'desk'>, owner: Owner, instrument: string): number =>
  positionsOf({ desk }, owner).find((each) => each.instrument === instrument)?.quantity ?? 0;

const positionsOf = ({ desk }: Pick<HoldingParts, 'desk'>, { account, strategy }: Owner) =>
  desk.bus
    .read<PositionsState>('positions')
    .positions.filter((each) => each.account === account && each.strategy === strategy);

/** Instruments in which a strategy holds something or has orders that work. */
export function instrumentsOf({ desk }: Pick<HoldingParts, 'desk'>, owner: Owner): readonly string[] {
  const held = positionsOf({ desk }, owner).filter(({ quantity }) => quantity !== 0);
  const open = desk.bus
    .read<OrdersState>('orders')
    .orders.filter(
      (order) => isOpen(order) && order.intent.account === owner.account && order.intent.strategy === owner.strategy,
    );
  return [...new Set([...held.map((each) => each.instrument), ...open.map(({ intent }) => intent.instrument)])];
}

/** What the strategy of a webhook has in an instrument now. */
export function holdingOf(parts: Pick<HoldingParts, 'desk'>, owner: Owner, instrument: string): Holding {
  const open = openOrders(parts, owner, instrument).filter(({ intent }) => intent.exit === undefined);
  const unfilled = (side: Side) =>
    open.reduce((sum, { intent, leavesQuantity }) => sum + (intent.side === side ? leavesQuantity : 0), 0);
  return { net: netOf(parts, owner, instrument), unfilled: { buy: unfilled('buy'), sell: unfilled('sell') } };
}

/** What of a position is the first target's still; of the newest entry's orders the one that was sent first is. */
export function firstTargetOf(
  { desk, journal }: HoldingParts,
  { webhook, instrument, net }: { readonly webhook: string; readonly instrument: string; readonly net: number },
): Holding['firstTarget'] {
  const orders = (ids: readonly ClientOrderId[]): Order[] => ids.flatMap((id) => desk.order(id) ?? []);
  const entries = orders(journal.webhooks.entriesOf(webhook, instrument));
  const [first] = entries;
  if (first?.intent.protection?.takeProfit === undefined) return undefined;
  const groups = entries.map((entry): Group => {
    const exits = orders(journal.ordersOfGroup(entry.intent.clientOrderId)).filter(({ intent }) => intent.exit);
    return { entry, exits };
  });
  return { contracts: shares(groups, net).get(first.intent.clientOrderId)?.contracts ?? 0 };
}
