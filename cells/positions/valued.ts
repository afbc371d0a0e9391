import { previousTradeDate, zoneOf } from '../../core/calendar/session.ts';
import { formatAge, formatDateTime, formatGain, formatZone } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, money, NO_MONEY, priceValue, subtractMoney } from '../../core/model/money.ts';
import type { Price } from '../../core/model/price.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { SpotsState } from '../../core/spot/state.ts';
import type { PositionState } from '../../core/topics.ts';
import { type Amount, priceText } from '../shown.ts';
import type { Figure, FigureName, Marked, MarkName } from './schema.ts';

interface Valuation {
  readonly price: Price;
  readonly ts: Instant;
  readonly unrealized: Money;
  /** `settle of 2026-11-19` */
  readonly from: string;
  readonly tradeDate?: TradeDate;
  /** Of a spot, whose source knows: its clock may be another one. */
  readonly age?: number;
  readonly old?: boolean;
}

/** What is known beside the positions. */
export interface Marks {
  readonly spots: SpotsState | undefined;
  readonly find: (name: string) => Instrument;
}

/** What a position is worth at each kind of mark; undefined without such a price. */
const valuations: Readonly<Record<MarkName, (position: PositionState, marks: Marks) => Valuation | undefined>> = {
  now: ({ mark, tsMark, unrealized }) =>
    mark === undefined || tsMark === undefined
      ? undefined
      : { price: mark, ts: tsMark, unrealized, from: 'last price' },
  close: ({ marks }) => settled(marks.close),
  start_of_day: ({ marks }) => settled(marks.startOfDay),
  next_start_of_day: ({ marks }) => settled(marks.nextStartOfDay),
  spot: ({ instrument, quantity, cost }, { spots, find }) => {
    const used = spots?.spots.find((spot) => spot.instrument === instrument)?.used;
    if (!used) return undefined;
    const { age, state } = used;
    const { price, stated } = used.spot;
    const unrealized = subtractMoney(priceValue(price, quantity, find(instrument).multiplier), cost);
    return { price, ts: stated, unrealized, from: `spot from ${used.source}`, age, old: state === 'old' };
  },
};

const settled = (mark: PositionState['marks']['close']): Valuation | undefined =>
  mark && { ...mark, from: `${mark.kind} of ${mark.tradeDate}` };

export const sumOf = (positions: readonly PositionState[], of: (position: PositionState) => Money): Money =>
  positions.reduce((total, position) => addMoney(total, of(position)), NO_MONEY);

const noSpot = 'No spot source of it has a price: a cell of kind spot takes one';

/** What the positions of one instrument are worth at a mark. */
export function markedAt(
  name: MarkName,
  positions: readonly [PositionState, ...PositionState[]],
  { session, priceStyle }: Instrument,
  { now, tradeDate, marks }: { readonly now: Instant; readonly tradeDate: TradeDate; readonly marks: Marks },
): Marked {
  const [first] = positions;
  const value = valuations[name](first, marks);
  if (!value) return { price: null, open: null, note: name === 'spot' ? noSpot : '', old: false };
  const zone = zoneOf(session);
  const stated = `${formatDateTime(value.ts, zone)} ${formatZone(value.ts, zone)}`;
  const age = formatAge(value.age ?? now - value.ts);
  const dayBefore = previousTradeDate(session, tradeDate);
  return {
    price: priceText(value.price, { priceStyle }),
    open: formatGain(sumOf(positions, (position) => valuations[name](position, marks)?.unrealized ?? NO_MONEY)),
    note: name === 'now' ? '' : `${value.from}, ${stated}, ${age === 'now' ? 'just now' : `${age} old`}`,
    old: value.old ?? (value.tradeDate !== undefined && value.tradeDate < dayBefore),
  };
}

/** Of one currency; null where something open has no price of that kind. */
export function totalAt(name: MarkName, positions: readonly PositionState[], marks: Marks): Amount | null {
  const unpriced = positions.some((position) => position.quantity !== 0 && !valuations[name](position, marks));
  if (unpriced && name !== 'now') return null;
  return formatGain(sumOf(positions, (position) => valuations[name](position, marks)?.unrealized ?? NO_MONEY));
}

const amounts: Readonly<Record<FigureName, (position: PositionState) => Money>> = {
  realized_of_day: (position) => position.realizedOfDay,
  day: (position) => position.day,
  fees: (position) => money(-position.fees),
};

const carriedFrom = { settle: 'the settlement', flash: 'the flash', last: 'the last price' } as const;

export function figureOf(name: FigureName, positions: readonly PositionState[]): Figure {
  const carried = new Set(positions.flatMap(({ carriedAt }) => carriedAt ?? []));
  const note = [...carried].map((kind) => carriedFrom[kind]).join(' and ');
  return {
    ...formatGain(sumOf(positions, amounts[name])),
    note: name === 'fees' || note === '' ? '' : `counted from ${note} of the day before`,
  };
}

export const figureTotal = (name: FigureName, positions: readonly PositionState[]): Amount =>
  formatGain(sumOf(positions, amounts[name]));
