import type { AccountId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { moneyFromDecimal, priceValue } from '../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import type { SignedQuantity } from '../../../core/model/quantity.ts';
import { fromMilliseconds, instant, SECOND, type TradeDate } from '../../../core/model/time.ts';
import type { SettlementKind } from '../../../core/settlement/settlement.ts';
import type { PositionMark, PositionMarks, PositionState, PositionsState } from '../../../core/topics.ts';
import { es, nifty, now, tradeDate, zn } from '../live-topics.ts';

export interface PositionGiven {
  readonly instrument: Instrument;
  readonly quantity: number;
  readonly average: string;
  readonly mark?: string;
  readonly realized?: string;
  readonly realizedOfDay?: string;
  readonly fees?: string;
  readonly day?: string;
  readonly carriedAt?: NonNullable<PositionState['carriedAt']>;
  readonly marks?: PositionMarks;
  readonly account?: string;
  readonly strategy?: string;
  /** Age of the mark in seconds. */
  readonly age?: number;
}

export function positionOf(given: PositionGiven): PositionState {
  const { instrument, quantity, mark } = given;
  const realized = moneyFromDecimal(given.realized ?? '0');
  const average = priceFromDecimal(given.average);
  const difference = mark === undefined ? 0 : priceFromDecimal(mark) - average;
  return {
    instrument: instrument.id,
    account: (given.account ?? 'demo') as AccountId,
    strategy: given.strategy ?? 'manual',
    quantity: quantity as SignedQuantity,
    cost: priceValue(average, quantity, instrument.multiplier),
    ...(mark === undefined ? {} : { mark: priceFromDecimal(mark), tsMark: instant(now - (given.age ?? 0) * SECOND) }),
    unrealized: priceValue(difference as Price, quantity, instrument.multiplier),
    realized,
    realizedOfDay: given.realizedOfDay === undefined ? realized : moneyFromDecimal(given.realizedOfDay),
    fees: moneyFromDecimal(given.fees ?? '0'),
    day: moneyFromDecimal(given.day ?? '0'),
    ...(given.carriedAt ? { carriedAt: given.carriedAt } : {}),
    marks: given.marks ?? {},
    tsUpdated: now,
  };
}

export const positionsOf = (...given: readonly PositionGiven[]): PositionsState => ({
  tradeDate,
  positions: given.map(positionOf),
});

/** Two strategies in one instrument, a short, a flat one, and a second currency. */
export const morningPositions = positionsOf(
  { instrument: zn, quantity: 20, average: '110.21875', mark: '110.265625', realized: '3046.88', age: 4 },
  {
    instrument: zn,
    quantity: 4,
    average: '110.2265625',
    mark: '110.265625',
    realized: '-210.94',
    strategy: 'maker',
    age: 4,
  },
  { instrument: es, quantity: -2, average: '6012.25', mark: '6018.5', realized: '1187.5' },
  { instrument: nifty, quantity: 75, average: '24310.05', mark: '24300', age: 1 },
  { instrument: zn, quantity: 0, average: '0', mark: '110.265625', realized: '15.625', account: 'hedge' },
);

/** A settlement as a mark of so many contracts held from an average. */
const settled = (
  kind: SettlementKind,
  day: string,
  hour: number,
  [instrument, quantity, average, price]: readonly [Instrument, number, string, string],
): PositionMark => ({
  price: priceFromDecimal(price),
  tradeDate: day as TradeDate,
  kind,
  ts: fromMilliseconds(Date.parse(`${day}T${hour + 6}:00:00Z`)),
  unrealized: priceValue(
    (priceFromDecimal(price) - priceFromDecimal(average)) as Price,
    quantity,
    instrument.multiplier,
  ),
});

/** One with every mark of the afternoon, one whose only settlement is too old. */
export const settledPositions = positionsOf(
  {
    instrument: zn,
    quantity: 24,
    average: '110.21875',
    mark: '110.265625',
    realized: '500',
    realizedOfDay: '375',
    day: '1500',
    carriedAt: 'settle',
    marks: {
      close: settled('flash', '2026-11-20', 14, [zn, 24, '110.21875', '110.25']),
      startOfDay: settled('settle', '2026-11-19', 15, [zn, 24, '110.21875', '110.21875']),
      nextStartOfDay: settled('flash', '2026-11-20', 14, [zn, 24, '110.21875', '110.25']),
    },
  },
  {
    instrument: es,
    quantity: -2,
    average: '6012.25',
    mark: '6018.5',
    realized: '1187.5',
    fees: '4.5',
    day: '562.5',
    carriedAt: 'last',
    marks: { close: settled('settle', '2026-11-18', 15, [es, -2, '6012.25', '6010']) },
  },
);
