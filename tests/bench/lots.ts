import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId } from '../../core/model/ids.ts';
import type { Price } from '../../core/model/price.ts';
import { type Quantity, sideSign } from '../../core/model/quantity.ts';
import { type Instant, SECOND, type TradeDate } from '../../core/model/time.ts';
import { fifo } from '../../core/pnl/fifo.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import { Position } from '../../core/pnl/position.ts';
import { Random } from '../../core/random.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const count = 1_000_000;
const multiplier = 1_000;
const rounds = 3;

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

/** A million fills through first in, first out: the book of positions with its ids, one position, and a loop that only adds quantities. */
export async function lotsBench(): Promise<readonly BenchRow[]> {
  const fills = someFills();
  let net = 0;
  const [book = 0, position = 0, peerValue = 0] = await inTurns(rounds, [
    () => {
      const lots = new LotBook(() => multiplier);
      for (const fill of fills) lots.apply(fill);
    },
    () => {
      const one = new Position(
        { instrument: 'ZNZ6', account: 'DEMO' as AccountId, strategy: 'maker' },
        multiplier,
        fifo,
      );
      for (const fill of fills) one.apply(fill);
    },
    () => {
      for (const fill of fills) net += sideSign(fill.side) * fill.quantity;
    },
  ]);
  if (!Number.isFinite(net)) throw new Error('The peer added nothing.');
  const peer = 'a loop that adds quantities';
  const row = (name: string, value: number, aim: string): BenchRow => ({
    name,
    value,
    unit: 'ms',
    peer,
    peerValue,
    ratio: value / peerValue,
    aim,
  });
  return [
    row('1M fills, first in first out, each id once', book, '< 500 ms'),
    row('1M fills into one position', position, '< 150 ms'),
  ];
}
