import { type AccountId, accountId } from '../../../core/model/ids.ts';
import type { SimulatedExchange } from '../port.ts';
import { moneyNumber } from './numbers.ts';

/** What the gateway knows of an account beside what the exchange does. */
export interface AccountTerms {
  readonly id: number;
  readonly name: string;
  /** Position brackets are the gateway's usual and refuse brackets that come with an order. */
  readonly brackets: 'position' | 'auto_oco';
  /** Copies another account; its orders cannot be canceled through the gateway. */
  readonly follower?: boolean;
  readonly canTrade?: boolean;
}

export interface Account extends AccountTerms {
  readonly exchangeId: AccountId;
}

/** One of each kind that behaves otherwise. */
export const usualAccounts: readonly AccountTerms[] = [
  { id: 10_001, name: 'PRAC-V2-10001', brackets: 'position' },
  { id: 10_002, name: 'PRAC-V2-10002-AUTO-OCO', brackets: 'auto_oco' },
  { id: 10_003, name: 'PRAC-V2-10003-FOLLOWER', brackets: 'position', follower: true },
  { id: 10_004, name: 'PRAC-V2-10004-CLOSED', brackets: 'position', canTrade: false },
];

export const exchangeIdOf = ({ id }: AccountTerms): AccountId => accountId(String(id));

export interface AccountRow {
  readonly id: number;
  readonly name: string;
  readonly balance: number;
  readonly canTrade: boolean;
  readonly isVisible: boolean;
  readonly simulated: boolean;
}

export class Accounts {
  readonly all: readonly Account[];
  readonly #exchange: SimulatedExchange;
  readonly #byId: ReadonlyMap<number, Account>;
  readonly #byExchangeId: ReadonlyMap<AccountId, Account>;

  constructor(terms: readonly AccountTerms[], exchange: SimulatedExchange) {
    this.#exchange = exchange;
    this.all = terms.map((each) => ({ ...each, exchangeId: exchangeIdOf(each) }));
    this.#byId = new Map(this.all.map((each) => [each.id, each]));
    this.#byExchangeId = new Map(this.all.map((each) => [each.exchangeId, each]));
  }

  find = (id: number): Account | undefined => this.#byId.get(id);
  of = (id: AccountId): Account | undefined => this.#byExchangeId.get(id);

  canTrade(account: Account): boolean {
    return this.#exchange.accounts.find(({ id }) => id === account.exchangeId)?.canTrade ?? false;
  }

  row(account: Account): AccountRow {
    const held = this.#exchange.accounts.find(({ id }) => id === account.exchangeId);
    return {
      id: account.id,
      name: account.name,
      balance: held ? moneyNumber(held.balance) : 0,
      canTrade: held?.canTrade ?? false,
      isVisible: true,
      simulated: true,
    };
  }
}
