import type { Quote } from '../model/market.ts';
import type { Order, OrderEvent } from '../model/order.ts';
import type { SignedQuantity } from '../model/quantity.ts';
import type { Strategy, StrategyEvent, StrategyIntent } from './strategy.ts';

export interface Holder {
  /** What a strategy holds of its instrument as a run begins. */
  position(strategy: string, instrument: string): SignedQuantity;
  /** Its open orders. */
  open(strategy: string, instrument: string): readonly Order[];
}

interface Running {
  readonly strategy: Strategy;
  state: unknown;
}

/** Keeps the states of several strategies and deals events to those they concern. It sends nothing: it hands back what they want. */
export class StrategyRunner {
  readonly #byInstrument = new Map<string, Running[]>();
  readonly #all: Running[] = [];

  constructor(strategies: readonly Strategy[], holder: Holder) {
    for (const strategy of strategies) {
      const { name, instrument } = strategy;
      const state = strategy.start(holder.position(name, instrument), holder.open(name, instrument));
      const running: Running = { strategy, state };
      this.#all.push(running);
      this.#byInstrument.set(instrument, [...(this.#byInstrument.get(instrument) ?? []), running]);
    }
  }

  quote(quote: Quote): StrategyIntent[] {
    const concerned = this.#byInstrument.get(quote.instrument) ?? [];
    return concerned.flatMap((running) => [...step(running, { type: 'quote', quote })]);
  }

  /** An event of any order; a strategy that does not own it stays as it is. */
  order(event: OrderEvent): StrategyIntent[] {
    return this.#all.flatMap((running) => [...step(running, { type: 'order', event })]);
  }
}

function step(running: Running, event: StrategyEvent): readonly StrategyIntent[] {
  const { state, intents } = running.strategy.step(running.state, event);
  running.state = state;
  return intents;
}
