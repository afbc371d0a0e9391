import { addMoney, type Money, moneyFromDecimal, moneyToDecimal, NO_MONEY } from '../../core/model/money.ts';
import { SECOND } from '../../core/model/time.ts';
import { isOpen } from '../../core/orders/apply.ts';
import type { OrdersState } from '../../core/topics.ts';
import type { AccountBooks, HealthState, VenueState } from '../../core/venue/state.ts';
import type { TradedDesk } from './desk.ts';
import { accountsOf } from './market-report.ts';
import { type PositionReport, positionReports } from './position-report.ts';

/** Of one currency; exact decimals as text. */
export interface AccountPnl {
  readonly currency: string;
  readonly open: string;
  readonly realized: string;
  readonly day: string;
  readonly fees: string;
}

/** An account: what the venue says of it, and what it made here today; null for what is not told. */
export interface AccountReport {
  readonly account: string;
  readonly name: string;
  readonly balance: string | null;
  readonly currency: string | null;
  readonly canTrade: boolean;
  /** Trades no real money. */
  readonly simulated: boolean | null;
  readonly pnl: readonly AccountPnl[];
  /** Instruments that it holds, and orders that work. */
  readonly positions: number;
  readonly workingOrders: number;
  /** Orders at the venue that are not ours. */
  readonly otherOrders: number;
  /** How old what the venue said is. */
  readonly ageSeconds: number | null;
}

export function accountReports(desk: TradedDesk): readonly AccountReport[] {
  const books = desk.bus.has('venue') ? desk.bus.read<VenueState | undefined>('venue') : undefined;
  const now = desk.bus.has('health') ? desk.bus.read<HealthState>('health').now : desk.clock.now();
  const known = new Map(books?.accounts.map((each) => [each.account.id as string, each]));
  const { orders } = desk.bus.read<OrdersState>('orders');
  return [...new Set([...accountsOf(desk), ...known.keys()])].sort().map((account) => {
    const positions = positionReports(desk, { account, flat: true });
    return {
      account,
      ...toldOf(known.get(account), account, now, desk),
      pnl: pnlOf(positions),
      positions: positions.filter(({ quantity }) => quantity !== 0).length,
      workingOrders: orders.filter((order) => order.intent.account === account && isOpen(order)).length,
    };
  });
}

function toldOf(books: AccountBooks | undefined, name: string, now: number, { venue }: TradedDesk) {
  if (!books) {
    const simulated = venue.capabilities.synthetic ? true : null;
    const nothing = { balance: null, currency: null, canTrade: true, otherOrders: 0, ageSeconds: null };
    return { name, simulated, ...nothing };
  }
  const { account, otherOrders, asOf } = books;
  return {
    name: account.name,
    balance: account.balance === undefined ? null : moneyToDecimal(account.balance),
    currency: account.currency,
    canTrade: account.canTrade,
    simulated: account.simulated ?? null,
    otherOrders: otherOrders.length,
    ageSeconds: Math.max(0, Math.round((now - asOf.account) / SECOND)),
  };
}

function pnlOf(positions: readonly PositionReport[]): readonly AccountPnl[] {
  const currencies = [...new Set(positions.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const mine = positions.filter((position) => position.currency === currency);
    const sum = (of: (position: PositionReport) => string): string =>
      moneyToDecimal(mine.reduce<Money>((total, each) => addMoney(total, moneyFromDecimal(of(each))), NO_MONEY));
    return {
      currency,
      open: sum(({ open }) => open),
      realized: sum(({ realized }) => realized),
      day: sum(({ day }) => day),
      fees: sum(({ fees }) => fees),
    };
  });
}
