import { accountId } from '../../../core/model/ids.ts';
import { type Money, moneyFromDecimal } from '../../../core/model/money.ts';
import type { ExchangeAccount } from '../port.ts';

const account = (id: string, name: string, balance: string, canTrade = true): ExchangeAccount => ({
  id: accountId(id),
  name,
  balance: moneyFromDecimal(balance),
  canTrade,
});

/** Two that trade and one that may not. Ids are whole numbers in text, as both venues want them. */
export const usualAccounts: readonly ExchangeAccount[] = [
  account('1001', 'PRACTICE-50K', '50000'),
  account('1002', 'PRACTICE-150K', '150000'),
  account('1003', 'CLOSED-50K', '47250.5', false),
];

/** Accounts with what trading has made of their balances. */
export class Accounts {
  readonly #accounts: Map<string, ExchangeAccount>;

  constructor(accounts: readonly ExchangeAccount[]) {
    this.#accounts = new Map(accounts.map((each) => [each.id, each]));
  }

  all = (): readonly ExchangeAccount[] => [...this.#accounts.values()];

  get = (id: string): ExchangeAccount | undefined => this.#accounts.get(id);

  /** Adds to the balance, and gives the account as it is then. */
  pay(id: string, amount: number): ExchangeAccount | undefined {
    const before = this.#accounts.get(id);
    if (before === undefined || amount === 0) return undefined;
    const after = { ...before, balance: (before.balance + amount) as Money };
    this.#accounts.set(id, after);
    return after;
  }
}
