import type { Money } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import type { Instant } from '../model/time.ts';
import type { SettledMarks } from '../settlement/book.ts';
import type { Settlement } from '../settlement/settlement.ts';
import type { PositionMark, PositionMarks, PositionState } from '../topics.ts';
import type { Position } from './position.ts';

/** A last price of an instrument. */
export interface Mark {
  readonly price: Price;
  readonly ts: Instant;
  /** A price of our own fill, while the market has given none. */
  readonly isOwn: boolean;
}

type OfTheDay = Pick<PositionState, 'realized' | 'realizedOfDay' | 'fees' | 'day' | 'carriedAt' | 'unrealized'>;

/** A row of the `positions` topic. */
export const positionState = (
  position: Position,
  mark: Mark | undefined,
  settled: SettledMarks,
  ofTheDay: OfTheDay,
): PositionState => ({
  ...position.key,
  quantity: position.quantity,
  cost: position.cost,
  ...(mark ? { mark: mark.price, tsMark: mark.ts } : {}),
  ...ofTheDay,
  marks: marksOf(settled, (price) => position.unrealized(price)),
  tsUpdated: position.tsUpdated,
});

function marksOf({ close, startOfDay, nextStartOfDay }: SettledMarks, value: (price: Price) => Money): PositionMarks {
  const mark = ({ price, tradeDate, kind, tsEvent }: Settlement): PositionMark => ({
    price,
    tradeDate,
    kind,
    ts: tsEvent,
    unrealized: value(price),
  });
  return {
    ...(close ? { close: mark(close) } : {}),
    ...(startOfDay ? { startOfDay: mark(startOfDay) } : {}),
    ...(nextStartOfDay ? { nextStartOfDay: mark(nextStartOfDay) } : {}),
  };
}
