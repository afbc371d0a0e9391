import type { LadderOrder } from '../../../core/ladder/order.ts';
import type { ProjectedRow } from '../../../core/ladder/project.ts';
import type { Terms } from '../../../core/ladder/walk.ts';
import { divideHalfEven } from '../../../core/model/decimal.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import { formatPrice, parsePrice } from '../../../core/model/price-format.ts';

const style = { kind: 'thirtySeconds', digits: 3 } as const;

export const zn: Terms = {
  tick: priceFromDecimal('0.015625'),
  tickValue: moneyFromDecimal('15.625'),
  multiplier: 1_000,
};

export const at = (text: string): Price => parsePrice(text, style);
export const textOf = (price: Price): string => formatPrice(price, style);

/** `B40@110.21875`, with a type where one is said. */
export function order(text: string, type?: LadderOrder['type'], trigger?: string): LadderOrder {
  const [, side, quantity, price] = /^([BS])(\d+)@(.+)$/.exec(text) ?? [];
  return {
    side: side === 'B' ? 'buy' : 'sell',
    quantity: Number(quantity),
    ...(type ? { type } : {}),
    price: at(price ?? ''),
    ...(trigger ? { trigger: at(trigger) } : {}),
  };
}

/** The working orders of golden ladder 1. */
export const mockOrders: readonly LadderOrder[] = [
  order('B80@110.171875', 'limit'),
  order('S1@110.046875', 'stop_limit'),
  order('B40@110.21875', 'limit'),
  order('S15@110.3125', 'limit'),
  order('S4@110.375', 'limit'),
  order('B160@110.125', 'limit'),
];
export const mockSpot = at("110'085");

/** P&L in cents half to even, and break-even ticks to four places, as the tables print them. */
const cents = (row: ProjectedRow): string => (divideHalfEven(row.pnl, 10_000) / 100).toFixed(2);
const fourPlaces = (ratio: number): string => (ratio === 0 ? '0' : ratio.toFixed(4));

const working = ({ buy, sell }: ProjectedRow): string =>
  [buy > 0 && `B${buy}`, sell > 0 && `S${sell}`].filter(Boolean).join(' ');

/** `price | working | P&L | position | risk | break-even ticks`, as the golden tables are written. */
export const tableOf = (rows: readonly ProjectedRow[]): string[] =>
  rows.map((row) =>
    [
      textOf(row.price),
      working(row),
      cents(row),
      row.position,
      moneyToDecimal(row.risk),
      fourPlaces(row.breakEvenTicks),
    ].join(' | '),
  );
