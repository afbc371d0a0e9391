import type { OrdersState, PositionsState } from '../../core/topics.ts';
import type { Arming } from '../desk/arming.ts';
import type { TradedDesk } from './desk.ts';

/** What is traded here and whether orders go out: what a prompt shows. */
export interface MarketReport {
  readonly venue: string;
  /** The word of the badge: `paper`, `replay`, `simulator`, `SIM`, `UAT`, `LIVE`. */
  readonly environment: string;
  readonly run: string;
  readonly tradeDate: string;
  /** Present where orders cost real money; `until` is null while it is not armed, else milliseconds since the epoch. */
  readonly arming: { readonly venue: string; readonly word: string; readonly until: number | null } | null;
  /** Why no order is taken; null while orders are. */
  readonly trouble: string | null;
  readonly accounts: readonly string[];
  /** Whose orders are meant where nobody is named; null where that is not clear. */
  readonly account: string | null;
  readonly instruments: readonly string[];
  readonly orderTypes: readonly string[];
  readonly timesInForce: readonly string[];
  readonly products: readonly string[];
  readonly replace: boolean;
  /** What somebody may look for and the venue cannot do, with the reason. */
  readonly cannot: Readonly<Record<string, string>>;
}

export interface MarketFacts {
  readonly environment: string;
  readonly run: string;
  readonly arming: Arming | undefined;
  readonly neverCloses: boolean;
  /** Traded where nobody has an account yet and the market takes any name. */
  readonly usualAccount: string;
}

/** Those that the venue has, or that have an order or a position where an account is only a name. */
export function accountsOf(desk: TradedDesk): readonly string[] {
  const told = desk.accounts();
  if (told) return told;
  const { positions } = desk.bus.read<PositionsState>('positions');
  const { orders } = desk.bus.read<OrdersState>('orders');
  return [
    ...new Set([...positions.map(({ account }) => account), ...orders.map(({ intent }) => intent.account)]),
  ].sort();
}

export function marketReport(desk: TradedDesk, facts: MarketFacts): MarketReport {
  const { name, capabilities } = desk.venue;
  const accounts = accountsOf(desk);
  const isAnyName = desk.accounts() === undefined;
  const [first, ...others] = accounts;
  const account = first === undefined && isAnyName ? facts.usualAccount : others.length === 0 ? first : undefined;
  return {
    venue: name,
    environment: facts.environment,
    run: facts.run,
    tradeDate: desk.tradeDate(),
    arming: facts.arming?.info() ?? null,
    trouble: desk.trouble() ?? null,
    accounts,
    account: account ?? null,
    instruments: desk.instruments().map(({ id }) => id),
    orderTypes: capabilities.orderTypes,
    timesInForce: capabilities.timesInForce,
    products: capabilities.products ?? [],
    replace: capabilities.replace,
    cannot: capabilities.cannot ?? {},
  };
}
