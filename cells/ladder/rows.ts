import type { Instrument } from '../../core/model/instrument.ts';
import type { BookLevel } from '../../core/model/market.ts';
import type { Order } from '../../core/model/order.ts';
import { type Price, priceFromTicks, priceToDecimal } from '../../core/model/price.ts';
import { type PriceParts, splitPrice } from '../../core/model/price-format.ts';
import type { BookState, OrdersState } from '../../core/topics.ts';
import type { RestingOrder } from './projection.ts';
import type { Amount, LadderRow, OwnOrder, PriceText } from './schema.ts';

export const joinParts = ({ sign, handle, fraction }: PriceParts, text: string): PriceText => ({
  text,
  handle: sign + handle,
  fraction,
});

/** Price texts by tick, made once for each: a ladder asks for the same ones again with every frame. */
export function priceTexts(instrument: Instrument): (tick: number) => PriceText {
  const known = new Map<number, PriceText>();
  return (tick) => {
    const found = known.get(tick);
    if (found) return found;
    const price = priceFromTicks(tick, instrument.tick);
    const made = joinParts(splitPrice(price, instrument.priceStyle), priceToDecimal(price));
    known.set(tick, made);
    return made;
  };
}

const openStatuses = new Set<Order['status']>(['pending', 'working', 'partially_filled', 'unknown']);

export interface OwnOrders {
  readonly byTick: ReadonlyMap<number, readonly OwnOrder[]>;
  readonly resting: readonly RestingOrder[];
}

function stateOf(order: Order): OwnOrder['state'] {
  if (order.status === 'pending' || order.status === 'unknown') return order.status;
  return order.cancelRequested ? 'canceling' : 'working';
}

export function ownOrders(state: OrdersState | undefined, instrument: Instrument, account?: string): OwnOrders {
  const byTick = new Map<number, OwnOrder[]>();
  const resting: RestingOrder[] = [];
  for (const order of state?.orders ?? []) {
    const { intent } = order;
    if (intent.instrument !== instrument.id || intent.price === undefined || !openStatuses.has(order.status)) continue;
    if (account !== undefined && intent.account !== account) continue;
    const tick = intent.price / instrument.tick;
    const queue = state?.queueAhead.get(intent.clientOrderId);
    const own: OwnOrder = {
      id: intent.clientOrderId,
      side: intent.side,
      quantity: order.leavesQuantity,
      state: stateOf(order),
      ...(queue === undefined ? {} : { queue }),
    };
    byTick.set(tick, [...(byTick.get(tick) ?? []), own]);
    resting.push({ side: intent.side, quantity: order.leavesQuantity, tick });
  }
  return { byTick, resting };
}

const percent = (part: number, whole: number): number =>
  whole > 0 ? Math.max(1, Math.round((part / whole) * 100)) : 0;
const byTick = (levels: readonly BookLevel[], tick: Price): Map<number, number> =>
  new Map(levels.map((level) => [level.price / tick, level.quantity]));

export interface RowsRequest {
  readonly instrument: Instrument;
  readonly book: BookState;
  readonly own: OwnOrders;
  /** Position and P&L at a tick; absent where nothing is held and nothing rests. */
  readonly there: ((tick: number) => Pick<LadderRow, 'position' | 'profit'>) | undefined;
  readonly top: number;
  readonly bottom: number;
  readonly textOf: (tick: number) => PriceText;
}

/** One row a tick from `top` down to `bottom`; what a level has not, its row has not. */
export function ladderRows({ instrument, book, own, there, top, bottom, textOf }: RowsRequest): LadderRow[] {
  const { tick } = instrument;
  const bids = byTick(book.snapshot.bids, tick);
  const asks = byTick(book.snapshot.asks, tick);
  const deepest = Math.max(0, ...bids.values(), ...asks.values());
  const lastTick = book.last === undefined ? undefined : book.last.price / tick;
  const volumes = new Map([...book.volumeAt].map(([price, quantity]) => [price / tick, quantity]));
  let busiest = 0;
  for (let at = bottom; at <= top; at++) busiest = Math.max(busiest, volumes.get(at) ?? 0);

  const rows: LadderRow[] = [];
  for (let at = top; at >= bottom; at--) {
    const bid = bids.get(at);
    const ask = asks.get(at);
    const volume = volumes.get(at);
    const orders = own.byTick.get(at);
    rows.push({
      tick: at,
      price: textOf(at),
      ...(bid === undefined ? {} : { bid: { size: bid, bar: percent(bid, deepest) } }),
      ...(ask === undefined ? {} : { ask: { size: ask, bar: percent(ask, deepest) } }),
      ...(at === lastTick && book.last ? { last: { size: book.last.quantity, side: book.last.aggressor } } : {}),
      ...(volume === undefined ? {} : { volume: { size: volume, bar: percent(volume, busiest) } }),
      ...(orders ? { own: [...orders] } : {}),
      ...there?.(at),
    });
  }
  return there ? rows.map((row, index) => marked(row, rows[index + 1])) : rows;
}

const marked = (row: LadderRow, below: LadderRow | undefined): LadderRow =>
  below && row.profit && below.profit && isLoss(row.profit) !== isLoss(below.profit)
    ? { ...row, breakEven: true }
    : row;

const isLoss = (profit: Amount): boolean => profit.sign === 'loss';
