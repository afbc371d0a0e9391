import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { OrderBook } from '../../../../core/venue/paper/book.ts';
import type { RestingOrder } from '../../../../core/venue/paper/level.ts';
import { OwnOrder } from '../../../../core/venue/paper/own-order.ts';

interface Command {
  readonly kind: 'limit' | 'immediate' | 'cancel';
  readonly side: Side;
  readonly tick: number;
  readonly quantity: number;
  readonly target: number;
}

interface Waiting {
  readonly client: string;
  readonly side: Side;
  readonly tick: number;
  leaves: number;
}

/** The slowest book there is: one list in order of arrival, searched for the best each time. */
class NaiveBook {
  waiting: Waiting[] = [];

  take(side: Side, quantity: number, limit: number, fills: string[]): number {
    let left = quantity;
    while (left > 0) {
      const candidates = this.waiting.filter(
        (each) => each.side !== side && (side === 'buy' ? each.tick <= limit : each.tick >= limit),
      );
      if (candidates.length === 0) return left;
      const best = candidates.reduce((a, b) => ((side === 'buy' ? b.tick < a.tick : b.tick > a.tick) ? b : a));
      const traded = Math.min(left, best.leaves);
      best.leaves -= traded;
      left -= traded;
      fills.push(`${best.client} ${traded}@${best.tick}`);
      this.waiting = this.waiting.filter((each) => each.leaves > 0);
    }
    return left;
  }

  depth(side: Side): string[] {
    const ticks = [...new Set(this.waiting.filter((each) => each.side === side).map((each) => each.tick))];
    ticks.sort((a, b) => (side === 'buy' ? b - a : a - b));
    return ticks.map((tick) => {
      const here = this.waiting.filter((each) => each.side === side && each.tick === tick);
      return `${tick}:${here.map((each) => `${each.client}=${each.leaves}`).join(',')}`;
    });
  }
}

const side = fc.constantFrom<Side>('buy', 'sell');
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom('limit', 'limit', 'limit', 'immediate', 'cancel'),
  side,
  tick: fc.integer({ min: 95, max: 105 }),
  quantity: fc.integer({ min: 1, max: 20 }),
  target: fc.nat(60),
});

function ownOf(id: string, side: Side, contracts: number): OwnOrder {
  const clientOrderId = id as ClientOrderId;
  const who = { clientOrderId, instrument: 'ZNZ6', account: 'TEST' as AccountId, strategy: 'manual' };
  const quantity = contracts as Quantity;
  return new OwnOrder({ ...who, side, type: 'limit', quantity, timeInForce: 'day' }, { quantity }, 0 as Instant);
}

function depthOf(book: OrderBook, of: Side): string[] {
  return [...book.side(of).levels].reverse().map((level) => {
    const queue: string[] = [];
    for (let order = level.first; order !== undefined; order = order.next)
      queue.push(`${order.own?.intent.clientOrderId}=${order.leaves}`);
    return `${level.tick}:${queue.join(',')}`;
  });
}

describe('an order book', () => {
  test('trades, queues and cancels as the naive model does', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const book = new OrderBook();
        const naive = new NaiveBook();
        const resting = new Map<string, RestingOrder>();
        const fills: string[] = [];
        const expectedFills: string[] = [];
        let perLevel = 0;
        const taken = {
          meets: () => 'trade' as const,
          ownFilled: (order: RestingOrder, own: OwnOrder, quantity: number) => {
            const id = own.intent.clientOrderId;
            fills.push(`${id} ${quantity}@${order.tick}`);
            if (order.leaves === 0) resting.delete(id);
          },
          levelTraded: (_tick: number, quantity: number) => {
            perLevel += quantity;
          },
        };
        commands.forEach(({ kind, side, tick, quantity, target }, i) => {
          if (kind === 'cancel') {
            const order = resting.get(`o${target}`);
            if (order) book.remove(order);
            resting.delete(`o${target}`);
            naive.waiting = naive.waiting.filter((each) => each.client !== `o${target}`);
          } else {
            const left = book.take(side, quantity, tick, taken);
            const expectedLeft = naive.take(side, quantity, tick, expectedFills);
            expect(left).toBe(expectedLeft);
            if (kind === 'limit' && left > 0) {
              resting.set(`o${i}`, book.rest(side, tick, left, ownOf(`o${i}`, side, left)));
              naive.waiting.push({ client: `o${i}`, side, tick, leaves: left });
            }
          }
          expect(depthOf(book, 'buy')).toEqual(naive.depth('buy'));
          expect(depthOf(book, 'sell')).toEqual(naive.depth('sell'));
          for (const level of [...book.bids.levels, ...book.asks.levels]) {
            let quantity = 0;
            let count = 0;
            for (let order = level.first; order; order = order.next, count++) {
              expect(level.ahead(order)).toBe(quantity);
              quantity += order.leaves;
            }
            expect([level.quantity, level.count]).toEqual([quantity, count]);
          }
          const [bid, ask] = [book.bids.best, book.asks.best];
          if (bid && ask) expect(bid.tick).toBeLessThan(ask.tick);
        });
        expect(fills).toEqual(expectedFills);
        const filled = expectedFills.reduce((sum, fill) => sum + Number(/ (\d+)@/.exec(fill)![1]), 0);
        expect(perLevel).toBe(filled);
      }),
      { numRuns: 200 },
    );
  });
});
