import type { Price } from '../../model/price.ts';
import type { Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import { isReached, isThrough, limitOf, type OwnOrder } from './own-order.ts';
import type { BarEvent, Recorded, Rules } from './rules.ts';

/**
 * Where only bars were recorded. An order is matched from the bar on that begins after it came, and all own orders of an instrument share
 * the volume of a bar. At the open (the ask's for a buy, the bid's for a sell, where there are such bars) market orders fill, and limits that the bar
 * opens beyond. Then stops that the bar reaches, at their price, or at the open where the bar opened there; then limits that it trades through, at
 * their price: of a stop and a limit in one bar the stop is taken to be first, as that is the worse. A stop limit is a limit from the next bar on.
 */
export class BarRules implements Rules {
  readonly #recorded: Recorded;

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
  }

  arrive(order: OwnOrder, at: Instant): void {
    const { own } = this.#recorded;
    const rival = limitOf(order) === undefined ? undefined : own.rival(order);
    if (rival === undefined) own.add(order);
    else own.endBefore(rival, order, at);
  }

  trade(): void {}
  shown(): void {}

  bar(bar: BarEvent, at: Instant): void {
    const { own } = this.#recorded;
    const { trades } = bar;
    if (trades === undefined) return;
    const begun = (order: OwnOrder) => order.since <= bar.tsStart;
    const live = [...own.buys, ...own.sells].filter(begun);
    const stops = own.stops.filter(begun);
    if (live.length + stops.length === 0) return;
    const opens = { buy: bar.ask?.open ?? trades.open, sell: bar.bid?.open ?? trades.open };
    let left: number = trades.volume;
    const fill = (order: OwnOrder, price: Price, liquidity: 'maker' | 'taker') => {
      const quantity = Math.min(left, order.leaves);
      if (quantity === 0) return;
      left -= quantity;
      own.fill(order, price, quantity, liquidity, at);
    };
    for (const order of live) {
      const open = opens[order.side];
      const limit = limitOf(order);
      if (limit === undefined || isThrough(order.side, open, limit)) fill(order, open, 'taker');
      this.#endImmediate(order, at);
    }
    for (const order of stops) {
      const stop = order.terms.stopPrice!;
      if (!isReached(order.side, order.side === 'buy' ? trades.high : trades.low, stop)) continue;
      own.trigger(order, at);
      if (limitOf(order) === undefined) {
        const isGap = isReached(order.side, trades.open, stop);
        fill(order, isGap ? worse(order.side, stop, opens[order.side]) : stop, 'taker');
      }
      if (order.leaves === 0) continue;
      this.arrive(order, at);
      if (limitOf(order) === undefined) this.#endImmediate(order, at);
    }
    for (const order of live) {
      const limit = limitOf(order);
      if (order.leaves === 0 || limit === undefined || order.intent.timeInForce === 'ioc') continue;
      const farthest = order.side === 'buy' ? trades.low : trades.high;
      if (isThrough(order.side, farthest, limit)) fill(order, limit, 'maker');
    }
  }

  queueAhead(): undefined {
    return undefined;
  }

  #endImmediate(order: OwnOrder, at: Instant): void {
    if (order.leaves === 0 || order.intent.timeInForce === 'day') return;
    this.#recorded.own.endRest(order, 'an immediate order gets the open of the next bar and no more', at);
  }
}

const worse = (side: Side, a: Price, b: Price): Price => ((side === 'buy') === a > b ? a : b);
