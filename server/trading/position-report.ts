import { averageOfPosition } from '../../core/model/average.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addMoney, type Money, moneyToDecimal, NO_MONEY } from '../../core/model/money.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { SECOND } from '../../core/model/time.ts';
import { isOpen } from '../../core/orders/apply.ts';
import { exposureOf } from '../../core/risk/exposure.ts';
import type { OrdersState, PositionState, PositionsState } from '../../core/topics.ts';
import type { TradedDesk } from './desk.ts';
import { shownAverage } from './shown-average.ts';

/** What an account holds of an instrument: amounts and prices as exact decimals, as text; null for what is not there. */
export interface PositionReport {
  readonly account: string;
  readonly instrument: string;
  /** Present in a row of one strategy. */
  readonly strategy?: string;
  /** Negative for a short. */
  readonly quantity: number;
  readonly mark: string | null;
  readonly markAgeSeconds: number | null;
  readonly open: string;
  readonly realized: string;
  readonly day: string;
  readonly fees: string;
  /** |quantity × mark × multiplier|; null where nothing marks it. */
  readonly exposure: string | null;
  readonly currency: string;
  /** What works to close it, as text: `stop 5990.00, target 6120.25`. */
  readonly exits: string | null;
  /** The average is a quotient, so it is text alone. */
  readonly shown: { readonly average: string | null; readonly mark: string | null };
}

export interface PositionsOptions {
  readonly account?: string | undefined;
  readonly instrument?: string | undefined;
  readonly byStrategy?: boolean;
  /** What was closed on the trade date too. */
  readonly flat?: boolean;
}

const sumOf = (positions: readonly PositionState[], amount: (position: PositionState) => Money): Money =>
  positions.reduce((sum, position) => addMoney(sum, amount(position)), NO_MONEY);

export function positionReports(desk: TradedDesk, options: PositionsOptions = {}): readonly PositionReport[] {
  const { account, instrument, byStrategy = false, flat = false } = options;
  const { positions } = desk.bus.read<PositionsState>('positions');
  const groups = new Map<string, PositionState[]>();
  for (const position of positions) {
    if (account !== undefined && position.account !== account) continue;
    if (instrument !== undefined && position.instrument !== instrument) continue;
    const key = [position.account, position.instrument, byStrategy ? position.strategy : ''].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), position]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, held]) => reportOf(desk, held, byStrategy))
    .filter(({ quantity }) => flat || quantity !== 0);
}

function reportOf(desk: TradedDesk, held: readonly PositionState[], byStrategy: boolean): PositionReport {
  const first = held[0]!;
  const instrument = desk.instrument(first.instrument);
  const { multiplier, priceStyle, currency } = instrument;
  const quantity = held.reduce((sum, position) => sum + position.quantity, 0);
  const average = averageOfPosition(
    sumOf(held, ({ cost }) => cost),
    quantity,
    multiplier,
  );
  const { mark, tsMark } = held.find((position) => position.mark !== undefined) ?? first;
  const age = tsMark === undefined ? null : Math.max(0, Math.round((desk.clock.now() - tsMark) / SECOND));
  return {
    account: first.account,
    instrument: first.instrument,
    ...(byStrategy ? { strategy: first.strategy } : {}),
    quantity,
    mark: mark === undefined ? null : priceToDecimal(mark),
    markAgeSeconds: age,
    open: moneyToDecimal(sumOf(held, ({ unrealized }) => unrealized)),
    realized: moneyToDecimal(sumOf(held, ({ realized }) => realized)),
    day: moneyToDecimal(sumOf(held, ({ day }) => day)),
    fees: moneyToDecimal(sumOf(held, ({ fees }) => fees)),
    exposure: mark === undefined ? null : moneyToDecimal(exposureOf({ quantity, price: mark, multiplier })),
    currency,
    exits: exitsOf(desk, first, byStrategy, instrument),
    shown: {
      average: average ? shownAverage(average, instrument) : null,
      mark: mark === undefined ? null : formatPrice(mark, priceStyle),
    },
  };
}

/** The stops and targets that work, each price once. */
function exitsOf(
  desk: TradedDesk,
  { account, instrument: id, strategy }: PositionState,
  byStrategy: boolean,
  { priceStyle }: Instrument,
): string | null {
  const texts = desk.bus.read<OrdersState>('orders').orders.flatMap((order) => {
    const { intent, terms } = order;
    const at: Price | undefined = terms.stopPrice ?? terms.price;
    if (!intent.exit || intent.exit.role === 'close' || at === undefined || !isOpen(order)) return [];
    if (intent.account !== account || intent.instrument !== id || (byStrategy && intent.strategy !== strategy))
      return [];
    return `${intent.exit.role} ${formatPrice(at, priceStyle)}`;
  });
  return texts.length === 0 ? null : [...new Set(texts)].sort().join(', ');
}
