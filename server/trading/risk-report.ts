import { type Money, moneyFromDecimal, moneyToDecimal, NO_MONEY } from '../../core/model/money.ts';
import type { Order } from '../../core/model/order.ts';
import { isOpen } from '../../core/orders/apply.ts';
import { drawdown, totalOf } from '../../core/pnl/drawdown.ts';
import { leverageOf, totalExposure, type Valued } from '../../core/risk/exposure.ts';
import type { BookState, OrdersState, PnlState } from '../../core/topics.ts';
import { type AccountPnl, type AccountReport, accountReports } from './account-report.ts';
import type { TradedDesk } from './desk.ts';
import { type PositionReport, positionReports } from './position-report.ts';

/** What an account has at stake in one currency: exact decimals as text, null where something is not known. */
export interface RiskOfCurrency extends AccountPnl {
  readonly balance: string | null;
  /** Σ |quantity × mark × multiplier| of what is held. */
  readonly exposure: string;
  /** The same of open orders that are no exits, at their prices: what could be held beside it. */
  readonly workingExposure: string;
  /** Exposure over the balance. */
  readonly leverage: number | null;
  /** What the P&L of the trade date stands below its highest of the day, zero or negative, and the deepest it stood. */
  readonly drawdown: string;
  readonly worstDrawdown: string;
}

export interface RiskReport extends Pick<AccountReport, 'account' | 'name' | 'canTrade' | 'workingOrders'> {
  readonly tradeDate: string;
  readonly currencies: readonly RiskOfCurrency[];
  readonly positions: readonly (Pick<
    PositionReport,
    'instrument' | 'quantity' | 'mark' | 'exposure' | 'open' | 'exits'
  > & {
    readonly currency: string;
    /** Currency units per point. */
    readonly multiplier: number;
    readonly markShown: string | null;
  })[];
  /** Instruments that are held and that nothing marks: they are in no sum. */
  readonly unmarked: readonly string[];
}

export function riskReports(desk: TradedDesk, account?: string): readonly RiskReport[] {
  return accountReports(desk)
    .filter((each) => account === undefined || each.account === account)
    .map((each) => riskOf(desk, each));
}

function riskOf(desk: TradedDesk, report: AccountReport): RiskReport {
  const { account, name, canTrade, workingOrders } = report;
  const positions = positionReports(desk, { account });
  const entries = desk.bus
    .read<OrdersState>('orders')
    .orders.filter((order) => isOpen(order) && order.intent.account === account && !order.intent.exit);
  const currencies = new Set([...report.pnl.map((each) => each.currency)]);
  if (report.currency !== null) currencies.add(report.currency);
  for (const { intent } of entries) currencies.add(desk.instrument(intent.instrument).currency);
  return {
    account,
    name,
    canTrade,
    workingOrders,
    tradeDate: desk.tradeDate(),
    currencies: [...currencies].sort().map((currency) => ofCurrency(desk, report, { currency, positions, entries })),
    positions: positions.map(({ instrument, quantity, mark, exposure, open, exits, currency, shown }) => ({
      instrument,
      quantity,
      mark,
      exposure,
      open,
      exits,
      currency,
      multiplier: desk.instrument(instrument).multiplier,
      markShown: shown.mark,
    })),
    unmarked: positions.filter(({ exposure }) => exposure === null).map(({ instrument }) => instrument),
  };
}

interface Held {
  readonly currency: string;
  readonly positions: readonly PositionReport[];
  readonly entries: readonly Order[];
}

function ofCurrency(desk: TradedDesk, report: AccountReport, { currency, positions, entries }: Held): RiskOfCurrency {
  const pnl = report.pnl.find((each) => each.currency === currency);
  const balance =
    report.currency === currency && report.balance !== null ? moneyFromDecimal(report.balance) : undefined;
  const exposure = positions.reduce(
    (sum, each) => (each.currency === currency && each.exposure !== null ? sum + moneyFromDecimal(each.exposure) : sum),
    0,
  ) as Money;
  const working = entries.flatMap((order) => valuedOrder(desk, order, currency));
  const series = desk.bus
    .read<PnlState>('pnl')
    .series.filter((each) => each.account === report.account && each.currency === currency);
  const { points, worst } = drawdown(totalOf(series.map((each) => each.points)));
  return {
    currency,
    balance: balance === undefined ? null : moneyToDecimal(balance),
    exposure: moneyToDecimal(exposure),
    workingExposure: moneyToDecimal(totalExposure(working)),
    leverage: leverageOf(exposure, balance) ?? null,
    open: pnl?.open ?? '0',
    realized: pnl?.realized ?? '0',
    day: pnl?.day ?? '0',
    fees: pnl?.fees ?? '0',
    drawdown: moneyToDecimal(points.at(-1)?.drawdown ?? NO_MONEY),
    worstDrawdown: moneyToDecimal(worst?.drawdown ?? NO_MONEY),
  };
}

/** What is left of an order at its price, or at the last one. */
function valuedOrder(desk: TradedDesk, { intent, terms, leavesQuantity }: Order, currency: string): readonly Valued[] {
  const instrument = desk.instrument(intent.instrument);
  const price = terms.price ?? terms.stopPrice ?? lastOf(desk, instrument.id);
  if (instrument.currency !== currency || price === undefined) return [];
  return [{ quantity: leavesQuantity, price, multiplier: instrument.multiplier }];
}

const lastOf = ({ bus }: TradedDesk, id: string) =>
  bus.has(`book.${id}`) ? bus.read<BookState>(`book.${id}`).last?.price : undefined;
