import type { LadderOrder } from '../../core/ladder/order.ts';
import { projectLadder } from '../../core/ladder/project.ts';
import { moneyFromDecimal, NO_MONEY } from '../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../core/model/price.ts';
import { Random } from '../../core/random.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const side = 5_000;
const tick = priceFromDecimal('0.015625');
const spot = priceFromDecimal('110.265625');
const instrument = { tick, tickValue: moneyFromDecimal('15.625'), multiplier: 1_000 };
const rounds = 21;

function someOrders(count: number): readonly LadderOrder[] {
  const random = new Random(7);
  const ends = [-side, side].map(
    (ticks) => ({ side: 'buy', quantity: 1, price: (spot + ticks * tick) as Price }) as const,
  );
  const between = Array.from({ length: count }, (): LadderOrder => {
    const ticks = random.integer(-side, side);
    return { side: ticks < 0 ? 'buy' : 'sell', quantity: random.integer(1, 5), price: (spot + ticks * tick) as Price };
  });
  return [...ends, ...between];
}

/** What a row cannot do without: a loop in floats over quantities that already stand by row, as a script would write it. */
function rawLoop(orders: readonly LadderOrder[]): number {
  const signed = new Float64Array(2 * side + 1);
  for (const order of orders) {
    const at = side + ((order.price ?? spot) - spot) / tick;
    signed[at]! += order.side === 'buy' ? order.quantity : -order.quantity;
  }
  let checksum = 0;
  for (const step of [-1, 1]) {
    let [pnl, position] = [0, 0];
    for (let at = step < 0 ? side : side + 1; at >= 0 && at < signed.length; at += step) {
      pnl += step * 15.625 * position;
      position += signed[at] ?? 0;
      checksum += pnl / (position * 15.625 || 1);
    }
  }
  return checksum;
}

/** A ladder of ten thousand rows, from a handful of orders and from ten thousand. */
export async function ladderBench(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const count of [100, 10_000]) {
    const orders = someOrders(count);
    const request = { orders, spot, base: { quantity: 3, pnl: NO_MONEY }, instrument, span: side };
    let [made, checksum] = [0, 0];
    const [value = 0, peerValue = 0] = await inTurns(
      rounds,
      [
        () => {
          made = projectLadder(request).rows.length;
        },
        () => {
          checksum += rawLoop(orders);
        },
      ],
      5,
    );
    if (made < 10_000 || !Number.isFinite(checksum)) throw new Error(`The ladder has ${made} rows.`);
    rows.push({
      name: `10k rows of a ladder, ${count.toLocaleString('en-US')} orders`,
      value,
      unit: 'ms',
      peer: 'a loop in floats, without rows',
      peerValue,
      ratio: value / peerValue,
      aim: '< 5 ms',
    });
  }
  return rows;
}
