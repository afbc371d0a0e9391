import type { TradeRecord } from './record.ts';

const MOST = 10_000;

/** Executions of orders that nobody knows yet: while a placement is under way they may turn out to be ours. */
export class StrayTrades {
  readonly #waiting = new Map<string, TradeRecord>();

  add(trade: TradeRecord): void {
    this.#waiting.set(trade.id, trade);
    if (this.#waiting.size <= MOST) return;
    for (const id of this.#waiting.keys()) {
      this.#waiting.delete(id);
      return;
    }
  }

  /** Takes out those that `isTaken`; with `all` the rest goes to `others`. */
  settle(isTaken: (trade: TradeRecord) => boolean, all: boolean, others: (trade: TradeRecord) => void): void {
    for (const [id, trade] of this.#waiting) {
      const taken = isTaken(trade);
      if (!taken && !all) continue;
      this.#waiting.delete(id);
      if (!taken) others(trade);
    }
  }
}
