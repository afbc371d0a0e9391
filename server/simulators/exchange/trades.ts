import type { ExchangeTrade } from '../port.ts';

/** Executions by account, oldest first, for ever. */
export class Trades {
  readonly #trades = new Map<string, ExchangeTrade[]>();

  add(trade: ExchangeTrade): void {
    const known = this.#trades.get(trade.account);
    if (known === undefined) this.#trades.set(trade.account, [trade]);
    else known.push(trade);
  }

  of = (account: string): readonly ExchangeTrade[] => this.#trades.get(account) ?? [];
}
