import { addDays } from '../../core/calendar/business-day.ts';
import { type Instant, MINUTE, type TradeDate } from '../../core/model/time.ts';
import { Random } from '../../core/random.ts';
import { statistics, statisticsBy } from '../../core/statistics/statistics.ts';
import type { Trade } from '../../core/statistics/trade.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const count = 1_000_000;
const rounds = 3;
const startingEquity = 1e12;

function someTrades(): readonly Trade[] {
  const random = new Random(7);
  const dates = Array.from({ length: 500 }, (_, day) => addDays('2025-01-01' as TradeDate, day));
  return Array.from(
    { length: count },
    (_, index): Trade => ({
      amount: random.integer(-100, 101) * 15_625_000,
      date: dates[Math.floor((index / count) * dates.length)]!,
      strategy: `s${index % 10}`,
      opened: (index * MINUTE) as Instant,
      closed: ((index + 5) * MINUTE) as Instant,
    }),
  );
}

/** Every figure of a million trades, by trade, day and strategy, beside a loop that only adds wins, losses and squares. */
export async function statisticsBench(): Promise<readonly BenchRow[]> {
  const trades = someTrades();
  let squares = 0;
  const [single = 0, daily = 0, grouped = 0, peerValue = 0] = await inTurns(rounds, [
    () => statistics(trades, { startingEquity }),
    () => statistics(trades, { period: 'day', startingEquity }),
    () => statisticsBy(trades, 'strategy', { period: 'day', startingEquity }),
    () => {
      let [wins, losses] = [0, 0];
      for (const { amount } of trades) {
        if (amount > 0) wins += amount;
        else losses += amount;
        squares += amount * amount;
      }
      squares += wins + losses;
    },
  ]);
  if (!Number.isFinite(squares)) throw new Error('The peer added nothing.');
  const row = (name: string, value: number, aim: string): BenchRow => ({
    name,
    value,
    unit: 'ms',
    peer: 'a loop that adds wins, losses and squares',
    peerValue,
    ratio: value / peerValue,
    aim,
  });
  return [
    row('1M trades, every figure, by trade', single, '< 1,000 ms'),
    row('1M trades, every figure, by day', daily, '< 1,000 ms'),
    row('1M trades, ten strategies by day', grouped, '< 1,500 ms'),
  ];
}
