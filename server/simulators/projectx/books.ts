import { averageOfPosition } from '../../../core/model/average.ts';
import { divideHalfEvenBig, toSafe } from '../../../core/model/decimal.ts';
import type { Price } from '../../../core/model/price.ts';
import type { ExchangePosition, ExchangeTrade, SimulatedExchange } from '../port.ts';
import type { Account, Accounts } from './accounts.ts';
import { OrderSide, PositionType } from './codes.ts';
import type { Contract, Contracts } from './contracts.ts';
import { moneyNumber, priceNumber, timestamp } from './numbers.ts';

export interface PositionRow {
  readonly id: number;
  readonly accountId: number;
  readonly contractId: string;
  readonly creationTimestamp: string;
  readonly type: number;
  readonly size: number;
  readonly averagePrice: number;
}

export interface TradeRow {
  readonly id: number;
  readonly accountId: number;
  readonly contractId: string;
  readonly creationTimestamp: string;
  readonly price: number;
  /** Null for a half-turn that opens or adds. */
  readonly profitAndLoss: number | null;
  readonly fees: number;
  readonly side: number;
  readonly size: number;
  readonly voided: boolean;
  readonly orderId: number;
}

/** Positions and trades of the exchange as the gateway states them. */
export class Books {
  readonly #exchange: SimulatedExchange;
  readonly #accounts: Accounts;
  readonly #contracts: Contracts;
  readonly #open = new Map<string, PositionRow>();
  #nextPosition = 6_001;

  constructor(exchange: SimulatedExchange, accounts: Accounts, contracts: Contracts) {
    this.#exchange = exchange;
    this.#accounts = accounts;
    this.#contracts = contracts;
    for (const account of accounts.all) for (const each of exchange.positions(account.exchangeId)) this.position(each);
  }

  positions(account: Account): readonly PositionRow[] {
    return [...this.#open.values()].filter(({ accountId, size }) => accountId === account.id && size > 0);
  }

  /** The open position in a contract, with its sign. */
  held(account: Account, { instrument }: Contract): number {
    const found = this.#exchange.positions(account.exchangeId).find((each) => each.instrument === instrument.id);
    return found?.quantity ?? 0;
  }

  /** A position as it is now; one that was closed keeps its type and average, and has no size. Undefined for what never was open. */
  position(held: ExchangePosition): PositionRow | undefined {
    const account = this.#accounts.of(held.account);
    const contract = this.#contracts.of(held.instrument);
    if (account === undefined || contract === undefined) return undefined;
    const key = `${account.id}/${contract.id}`;
    const before = this.#open.get(key);
    const row = this.#row(held, account, contract, before);
    if (row) this.#open.set(key, row);
    return row;
  }

  /** Newest first. */
  trades = (account: Account): readonly ExchangeTrade[] => this.#exchange.trades(account.exchangeId).toReversed();

  tradeRow(trade: ExchangeTrade): TradeRow | undefined {
    const account = this.#accounts.of(trade.account);
    const contract = this.#contracts.of(trade.instrument);
    if (account === undefined || contract === undefined) return undefined;
    return {
      id: Number(trade.id),
      accountId: account.id,
      contractId: contract.id,
      creationTimestamp: timestamp(trade.ts),
      price: priceNumber(trade.price),
      profitAndLoss: trade.realized === undefined ? null : moneyNumber(trade.realized),
      fees: moneyNumber(trade.fee),
      side: trade.side === 'buy' ? OrderSide.bid : OrderSide.ask,
      size: trade.quantity,
      voided: false,
      orderId: Number(this.#exchange.order(trade.order)?.request.tag ?? trade.order),
    };
  }

  #row(
    { quantity, cost, tsOpened }: ExchangePosition,
    account: Account,
    contract: Contract,
    before: PositionRow | undefined,
  ): PositionRow | undefined {
    const average = averageOfPosition(cost, quantity, contract.instrument.multiplier);
    if (average === undefined) return before && { ...before, size: 0 };
    const type = quantity > 0 ? PositionType.long : PositionType.short;
    const isSame = before !== undefined && before.size > 0 && before.type === type;
    const nanoPoints = divideHalfEvenBig(average.cost, average.quantity);
    return {
      id: isSame ? before.id : this.#nextPosition++,
      accountId: account.id,
      contractId: contract.id,
      creationTimestamp: isSame || tsOpened === undefined ? (before?.creationTimestamp ?? '') : timestamp(tsOpened),
      type,
      size: Math.abs(quantity),
      averagePrice: priceNumber(toSafe(nanoPoints, 'the average') as Price),
    };
  }
}
