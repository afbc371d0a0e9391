import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId } from '../../core/model/ids.ts';
import type { Price } from '../../core/model/price.ts';
import { type Quantity, sideSign } from '../../core/model/quantity.ts';
import { type Instant, SECOND, type TradeDate } from '../../core/model/time.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import type { LotMethod } from '../../core/pnl/method.ts';
import { lotMethods } from '../../core/pnl/methods.ts';
import { Position } from '../../core/pnl/position.ts';
import { Random } from '../../core/random.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const count = 1_000_000;
const multiplier = 1_000;
const rounds = 5;

function someFills(): readonly Fill[] {
  const random = new Random(7);
  return Array.from({ length: count }, (_, index): Fill => {
    const ts = (index * SECOND) as Instant;
    return {
      executionId: `P1-E${index}` as ExecutionId,
      clientOrderId: `D${index}` as ClientOrderId,
      instrument: 'ZNZ6',
      account: 'DEMO' as AccountId,
      strategy: 'maker',
      side: random.chance(0.5) ? 'buy' : 'sell',
      quantity: random.integer(1, 5) as Quantity,
      price: (110_000_000_000 + random.integer(0, 63) * 15_625_000) as Price,
      liquidity: 'maker',
      tradeDate: '2026-11-23' as TradeDate,
      tsEvent: ts,
      tsInit: ts,
    };
  });
}

const bookOf = (fills: readonly Fill[], method: LotMethod): void => {
  const lots = new LotBook(() => multiplier, method);
  for (const fill of fills) lots.apply(fill);
};

/**
 * Nanoseconds a fill by a method, in books of a thousand to a million fills: each count as often as it takes to book half a million, each
 * book with fills of its own, as the processor soon knows by heart what a thousand fills do next.
 */
async function costByCount(fills: readonly Fill[], method: LotMethod): Promise<readonly BenchRow[]> {
  const counts = [1_000, 10_000, 100_000, count];
  const times = await inTurns(
    rounds,
    counts.map((size) => {
      const repeats = Math.ceil(count / 2 / size);
      const books = Array.from({ length: repeats }, (_, index) => fills.slice(index * size, (index + 1) * size));
      return () => {
        for (const some of books) bookOf(some, method);
      };
    }),
  );
  const costs = counts.map((size, index) => (times[index]! * 1e6) / (Math.ceil(count / 2 / size) * size));
  return counts.map((size, index) => ({
    name: `a fill by ${method.name}, of ${size.toLocaleString('en-US')}`,
    value: costs[index]!,
    unit: 'ns',
    peer: 'a fill of a thousand',
    peerValue: costs[0]!,
    ratio: costs[index]! / costs[0]!,
    aim: 'flat',
  }));
}

/** A million fills, first in first out, through the book with its ids and through one position, beside a loop that adds; then what a fill costs. */
export async function lotsBench(): Promise<readonly BenchRow[]> {
  const fills = someFills();
  let net = 0;
  const [book = 0, position = 0, peerValue = 0] = await inTurns(rounds, [
    () => bookOf(fills, lotMethods.fifo),
    () => {
      const key = { instrument: 'ZNZ6', account: 'DEMO' as AccountId, strategy: 'maker' };
      const one = new Position(key, multiplier, lotMethods.fifo);
      for (const fill of fills) one.apply(fill);
    },
    () => {
      for (const fill of fills) net += sideSign(fill.side) * fill.quantity;
    },
  ]);
  if (!Number.isFinite(net)) throw new Error('The peer added nothing.');
  const peer = 'a loop that adds quantities';
  const row = (name: string, value: number): BenchRow => ({
    name,
    value,
    unit: 'ms',
    peer,
    peerValue,
    ratio: value / peerValue,
    aim: '< 100 ms',
  });
  const costs: BenchRow[] = [];
  for (const method of Object.values(lotMethods)) costs.push(...(await costByCount(fills, method)));
  return [
    row('1M fills, first in first out, each id once', book),
    row('1M fills into one position', position),
    ...costs,
  ];
}
