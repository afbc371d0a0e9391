import type { Instrument } from '../../core/model/instrument.ts';
import type { BookLevel } from '../../core/model/market.ts';
import type { Price } from '../../core/model/price.ts';
import type { BookState } from '../../core/topics.ts';
import type { Amount, PriceText } from '../shown.ts';
import type { ShownOrders } from './orders.ts';
import type { Projected } from './projection.ts';
import type { LadderRow } from './schema.ts';

const percent = (part: number, whole: number): number =>
  whole > 0 ? Math.max(1, Math.round((part / whole) * 100)) : 0;
const byTick = (levels: readonly BookLevel[], tick: Price): Map<number, number> =>
  new Map(levels.map((level) => [level.price / tick, level.quantity]));

export interface RowsRequest {
  readonly instrument: Instrument;
  /** Absent where the market is assumed. */
  readonly book: BookState | undefined;
  readonly own: ShownOrders;
  /** Position and P&L at a tick; absent where nothing is held and nothing rests. */
  readonly there: ((tick: number) => Projected) | undefined;
  readonly top: number;
  readonly bottom: number;
  readonly textOf: (tick: number) => PriceText;
}

/** One row a tick from `top` down to `bottom`; what a level has not, its row has not. */
export function ladderRows({ instrument, book, own, there, top, bottom, textOf }: RowsRequest): LadderRow[] {
  const { tick } = instrument;
  const bids = byTick(book?.snapshot.bids ?? [], tick);
  const asks = byTick(book?.snapshot.asks ?? [], tick);
  const deepest = Math.max(0, ...bids.values(), ...asks.values());
  const last = book?.last;
  const lastTick = last === undefined ? undefined : last.price / tick;
  const volumes = new Map([...(book?.volumeAt ?? [])].map(([price, quantity]) => [price / tick, quantity]));
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
      ...(at === lastTick && last
        ? { last: { size: last.quantity, ...(last.aggressor ? { side: last.aggressor } : {}) } }
        : {}),
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
