import { addTicks, type Price, snapToTick } from '../../../../core/model/price.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import { OrderStatus, OrderType } from '../codes.ts';
import type { PlaceBody } from './asked.ts';
import type { GatewayOrder } from './order.ts';
import { MOST_TRAIL_TICKS } from './trail.ts';

interface Bracket {
  readonly parent: GatewayOrder;
  readonly children: readonly Child[];
}

interface Child {
  readonly order: GatewayOrder;
  /** From the parent's price, with its sign. */
  readonly ticks: number;
}

export interface BracketsPort {
  /** A suspended child of an order. */
  child(parent: GatewayOrder, type: number, suffix: string): GatewayOrder;
  /** Sends a child to the exchange. */
  activate(child: GatewayOrder, size: Quantity): void;
  resize(child: GatewayOrder, size: Quantity): void;
  cancel(child: GatewayOrder): void;
}

/** Whether brackets can belong to an order: the stop loss on the losing side of it, the take profit on the other, both within reach. */
export function bracketsFit({ stopLossBracket, takeProfitBracket }: PlaceBody, side: Side): boolean {
  const sign = side === 'buy' ? 1 : -1;
  const near = (ticks: number) => ticks > 0 && ticks <= MOST_TRAIL_TICKS;
  const { stop, trailingStop, limit } = OrderType;
  const lossFits =
    !stopLossBracket ||
    (near(-sign * stopLossBracket.ticks) && [stop, trailingStop].some((type) => type === stopLossBracket.type));
  const profitFits = !takeProfitBracket || (near(sign * takeProfitBracket.ticks) && takeProfitBracket.type === limit);
  return lossFits && profitFits;
}

/** Auto OCO brackets: children rest suspended until their parent fills, are as large as what filled, and of two one cancels the other. */
export class Brackets {
  readonly #port: BracketsPort;
  readonly #byOrder = new Map<number, Bracket>();

  constructor(port: BracketsPort) {
    this.#port = port;
  }

  attach(parent: GatewayOrder, { stopLossBracket, takeProfitBracket }: PlaceBody): void {
    const children: Child[] = [];
    const add = (asked: { ticks: number; type: number }, suffix: string): void => {
      children.push({ order: this.#port.child(parent, asked.type, suffix), ticks: asked.ticks });
    };
    if (stopLossBracket) add(stopLossBracket, 'SL');
    if (takeProfitBracket) add(takeProfitBracket, 'TP');
    const [loss, profit] = children;
    if (loss && profit) {
      loss.order.linkedId = profit.order.identity.id;
      profit.order.linkedId = loss.order.identity.id;
    }
    const bracket = { parent, children };
    for (const order of [parent, ...children.map(({ order }) => order)]) this.#byOrder.set(order.identity.id, bracket);
  }

  isChild = ({ identity: { parentId } }: GatewayOrder): boolean => parentId !== undefined;

  /** Brings the children in line with what is filled of all of them. */
  settle(order: GatewayOrder): void {
    const bracket = this.#byOrder.get(order.identity.id);
    if (bracket === undefined) return;
    const { parent, children } = bracket;
    const open = children.filter((each) => !each.order.isOver);
    const closed = children.reduce((sum, each) => sum + each.order.filled, 0);
    const protect = (parent.filled - closed) as Quantity;
    for (const child of open) {
      if (parent.filled === 0) {
        if (parent.isOver) this.#port.cancel(child.order);
      } else if (protect <= 0) {
        this.#port.cancel(child.order);
      } else if (child.order.isSuspended) {
        this.#price(child, parent);
        this.#port.activate(child.order, protect);
      } else if (child.order.size !== child.order.filled + protect) {
        this.#port.resize(child.order, (child.order.filled + protect) as Quantity);
      }
    }
  }

  /** Cancels what protects a position that is gone. */
  release(accountId: number, instrument: string): void {
    for (const { parent, children } of new Set(this.#byOrder.values())) {
      const { account, contract } = parent.identity;
      if (account.id !== accountId || contract.instrument.id !== instrument || !parent.isOver) continue;
      for (const { order } of children) if (!order.isOver) this.#port.cancel(order);
    }
  }

  #price({ order, ticks }: Child, parent: GatewayOrder): void {
    const { tick } = parent.identity.contract.instrument;
    const level = addTicks(snapToTick(parent.averagePrice ?? (0 as Price), tick), ticks, tick);
    if (order.identity.type === OrderType.limit) order.limitPrice ??= level;
    else order.stopPrice ??= level;
    if (order.identity.type === OrderType.trailingStop) order.trailTicks ??= Math.abs(ticks);
    order.status = OrderStatus.pending;
  }
}
