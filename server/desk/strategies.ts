import type { Clock } from '../../core/clock.ts';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Quote } from '../../core/model/market.ts';
import type { OrderEvent, OrderIntent } from '../../core/model/order.ts';
import { type Holder, StrategyRunner } from '../../core/strategies/runner.ts';
import type { Strategy, StrategyIntent } from '../../core/strategies/strategy.ts';
import type { TradingDesk } from './desk.ts';
import type { Log } from './log.ts';
import type { Decider } from './parts.ts';
import { OrderRefused } from './port.ts';

export interface StrategiesParts {
  readonly desk: TradingDesk;
  readonly strategies: readonly Strategy[];
  readonly holder: Holder;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lets strategies trade through the desk as a person does: journalled first, refused with a reason. */
export class DeskStrategies implements Decider {
  readonly #parts: StrategiesParts;
  readonly #runner: StrategyRunner;

  constructor(parts: StrategiesParts) {
    this.#parts = parts;
    this.#runner = new StrategyRunner(parts.strategies, parts.holder);
  }

  quote(quote: Quote): void {
    this.#act(this.#runner.quote(quote));
  }

  order(event: OrderEvent): void {
    this.#act(this.#runner.order(event));
  }

  #act(intents: readonly StrategyIntent[]): void {
    for (const intent of intents) void this.#carryOut(intent).catch((error) => this.#report(error));
  }

  async #carryOut(wanted: StrategyIntent): Promise<void> {
    if (wanted.type === 'place') await this.#place(wanted.intent);
    else await this.#cancel(wanted.clientOrderId);
  }

  async #place(intent: OrderIntent): Promise<void> {
    try {
      await this.#parts.desk.submit(intent);
    } catch (error) {
      if (!(error instanceof OrderRefused)) throw error;
      const now = this.#parts.clock.now();
      const stamps = { clientOrderId: intent.clientOrderId, tsEvent: now, tsInit: now };
      this.#act(this.#runner.order({ type: 'rejected', reason: error.message, ...stamps }));
    }
  }

  /** An order that closed meanwhile is no news: its own event says so. */
  async #cancel(clientOrderId: ClientOrderId): Promise<void> {
    await this.#parts.desk.cancel(clientOrderId).catch((error) => {
      if (!(error instanceof OrderRefused)) throw error;
    });
  }

  #report(error: unknown): void {
    this.#parts.log.error(`A strategy's order failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
