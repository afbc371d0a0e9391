import { price, priceFromDecimal, priceToDecimal } from '../../core/model/price.ts';
import type { LadderRow, OwnOrder } from './schema.ts';

/** An own order on its way to another price. */
export interface Move {
  readonly order: OwnOrder;
  /** Ticks. */
  readonly from: number;
  readonly to: number;
}

const isMovable = ({ state, offGrid }: OwnOrder): boolean => state === 'working' && !offGrid;

/** The move that begins with an order; undefined for one that is not at the venue, or on its way already. */
export function moveOf(rows: readonly LadderRow[], id: string): Move | undefined {
  for (const { tick, own } of rows) {
    const order = own?.find((each) => each.id === id);
    if (order) return isMovable(order) ? { order, from: tick, to: tick } : undefined;
  }
  return undefined;
}

/** The next own order from the top after the one that is taken up; the first one when none is, or it was the last. */
export function nextMove(rows: readonly LadderRow[], move: Move | undefined): Move | undefined {
  const all = rows.flatMap(({ tick, own }) =>
    (own ?? []).filter(isMovable).map((order): Move => ({ order, from: tick, to: tick })),
  );
  const at = all.findIndex(({ order }) => order.id === move?.order.id);
  return all[at + 1] ?? all[0];
}

/** The price at a tick as an order takes it, wherever the rows end: they are a tick apart. */
function priceAt(rows: readonly LadderRow[], tick: number): string | undefined {
  const [first, second] = rows;
  if (first === undefined || second === undefined) return undefined;
  const top = priceFromDecimal(first.price.text);
  const step = top - priceFromDecimal(second.price.text);
  return priceToDecimal(price(top + Math.round((tick - first.tick) * step)));
}

/** One or more ticks on, as far as there are rows that show the price. */
export function stepped(rows: readonly LadderRow[], move: Move, ticks: number): Move {
  const highest = rows[0]?.tick ?? move.to;
  const lowest = rows.at(-1)?.tick ?? move.to;
  return { ...move, to: Math.max(lowest, Math.min(highest, move.to + ticks)) };
}

/**
 * What is asked of the venue: a stop gets another stop price, a stop limit keeps the distance of its limit. Undefined where nothing
 * changes.
 */
export function changesOf(rows: readonly LadderRow[], { order, from, to }: Move): Record<string, string> | undefined {
  const there = priceAt(rows, to);
  if (from === to || there === undefined) return undefined;
  if (order.type === 'limit') return { price: there };
  if (order.type === 'stop') return { stopPrice: there };
  const limit = priceAt(rows, to + (order.limit?.ticks ?? 0));
  return limit === undefined ? undefined : { price: limit, stopPrice: there };
}
