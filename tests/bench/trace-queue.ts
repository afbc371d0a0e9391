import { instant } from '../../core/model/time.ts';
import { TraceQueue } from '../../core/trace/queue.ts';
import type { SpanRecord } from '../../core/trace/span-record.ts';
import { failed, span } from '../core/trace/spans.ts';
import type { BenchRow } from './row.ts';
import { inTurns } from './turns.ts';

const records = 200_000;
const drainedAtOnce = 1_000;
const rounds = 9;

/** Records a second through put and drain, one of a hundred an error, against an array that is pushed to and taken whole. */
export async function traceQueueBench(): Promise<readonly BenchRow[]> {
  const given = Array.from({ length: records }, (_, n) => (n % 100 === 0 ? failed(n) : span(n)));
  const queue = new TraceQueue({ now: () => instant(0) });
  let taken = 0;
  const ours = () => {
    for (const [n, record] of given.entries()) {
      queue.put(record);
      if (n % drainedAtOnce === drainedAtOnce - 1) taken += queue.drain(drainedAtOnce).length;
    }
  };
  let waiting: SpanRecord[] = [];
  const peer = () => {
    for (const [n, record] of given.entries()) {
      waiting.push(record);
      if (n % drainedAtOnce < drainedAtOnce - 1) continue;
      taken += waiting.length;
      waiting = [];
    }
  };
  const [our = 0, its = 0] = await inTurns(rounds, [ours, peer], 2);
  if (taken !== records * 2 * (rounds + 2)) throw new Error(`${taken} records came out of the queues`);
  return [
    {
      name: 'trace queue, put and drain',
      value: (records / our) * 1_000,
      unit: 'records/s',
      peer: 'an array, pushed to and taken whole',
      peerValue: (records / its) * 1_000,
      ratio: its / our,
      aim: '>= 1,000,000 records/s',
    },
  ];
}
