import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import { type QueueBounds, type Queued, TraceQueue } from '../../../core/trace/queue.ts';
import { failed, span } from './spans.ts';

const at = instant(1_700_000_000_000_000);
const queueOf = (bounds: Partial<QueueBounds>) => new TraceQueue({ bounds, now: () => at });
const spansOf = (records: readonly Queued[]): number[] =>
  records.map((record) => ('span' in record ? record.span : Number.NaN));
const all = (queue: TraceQueue): number[] => {
  const drained: number[] = [];
  while (queue.waiting > 0) drained.push(...spansOf(queue.drain(1_000)));
  return drained;
};

test('of ten records two are kept in order and the newest three beside them', () => {
  const queue = queueOf({ normal: 2, overflow: 3 });
  for (let n = 1; n <= 10; n += 1) queue.put(span(n));
  expect(queue.state()).toEqual({
    normalQueueSize: 2,
    errorQueueSize: 0,
    overflowBufferSize: 3,
    normalEnqueued: 10,
    errorEnqueued: 0,
    normalDropped: 5,
    errorDropped: 0,
    overflowed: 8,
    recovered: 0,
    spilled: 0,
    batchCount: 0,
    lastDrain: undefined,
    health: 'dropping',
  });
  expect(all(queue)).toEqual([1, 2, 8, 9, 10]);
  expect(queue.state()).toMatchObject({ recovered: 3, batchCount: 3, lastDrain: at, health: 'healthy' });
});

test('of ten thousand records every error is kept and as many others as there is room for', () => {
  const queue = queueOf({ normal: 1_000, overflow: 5_000 });
  for (let n = 1; n <= 10_000; n += 1) queue.put(n % 100 === 0 ? failed(n) : span(n));
  const drained = all(queue);
  expect(drained).toHaveLength(6_100);
  expect(drained.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, n) => (n + 1) * 100));
  expect(queue.state().normalDropped).toBe(3_900);
});

test('what is wrong goes first, whatever it is', () => {
  const queue = queueOf({});
  const log = { ts: 1, message: 'said', fields: '{}', service: 'deskbook', trace_id: null, span_id: null };
  const info = { ...log, level: 'info' } as const;
  const error = { ...log, level: 'error' } as const;
  const metric = { ts: 1, name: 'heap', value: 2 };
  queue.sample(metric);
  queue.log(info);
  queue.log(error);
  queue.put(span(1));
  queue.put(failed(2));
  expect(queue.drain(10)).toEqual([error, failed(2), metric, info, span(1)]);
});

test('a person is warned of much once a minute', () => {
  const clock = new ManualClock(at);
  const warned: [Instant, number][] = [];
  const queue = new TraceQueue({
    bounds: { normal: 4, overflow: 4, warning: 2 },
    now: () => clock.now(),
    warn: (waiting) => warned.push([clock.now(), waiting]),
  });
  for (let n = 1; n <= 8; n += 1) queue.put(span(n));
  expect(queue.state().health).toBe('filling');
  queue.drain(1);
  clock.advance(MINUTE);
  queue.drain(1);
  queue.drain(1);
  expect(warned).toEqual([
    [at, 3],
    [at + MINUTE, 6],
  ]);
});

describe('errors that are too many for memory', () => {
  const filled = () => {
    const queue = queueOf({ errors: 3 });
    for (let n = 1; n <= 8; n += 1) queue.put(failed(n));
    return queue;
  };

  test('go to the spill, the oldest first, and are counted here until they are there', () => {
    const queue = filled();
    expect(queue.errorsToSpill).toBe(5);
    expect(spansOf(queue.beginSpill(2))).toEqual([1, 2]);
    expect(queue.errorsToSpill).toBe(0);
    expect(queue.state()).toMatchObject({ errorQueueSize: 8, spilled: 0 });
    queue.endSpill(true);
    expect(queue.state()).toMatchObject({ errorQueueSize: 6, spilled: 2 });
    expect(spansOf(queue.beginSpill(200))).toEqual([3, 4, 5]);
    queue.endSpill(true);
    expect(all(queue)).toEqual([6, 7, 8]);
  });

  test('go back to where they were when the disk fails', () => {
    const queue = filled();
    queue.beginSpill(4);
    queue.put(failed(9));
    queue.endSpill(false);
    expect(all(queue)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(queue.state().spilled).toBe(0);
  });
});

/** The rules said again in the plainest way. */
class Naive {
  errors: number[] = [];
  normal: number[] = [];
  overflow: number[] = [];
  dropped = 0;

  readonly #room: number;
  readonly #ring: number;

  constructor(room: number, ring: number) {
    this.#room = room;
    this.#ring = ring;
  }

  put(n: number, error: boolean): void {
    if (error) this.errors.push(n);
    else if (this.normal.length < this.#room) this.normal.push(n);
    else this.overflow.push(n);
    if (this.overflow.length > this.#ring) {
      this.overflow.shift();
      this.dropped += 1;
    }
  }

  drain(most: number): number[] {
    const drained = this.errors.splice(0, most);
    drained.push(...this.normal.splice(0, most - drained.length));
    this.normal.push(...this.overflow.splice(0, this.#room - this.normal.length));
    return drained;
  }
}

test('any history of puts, drains and spills is that of the rules', () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ put: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ drain: fc.integer({ min: 0, max: 12 }) }) },
    { weight: 1, arbitrary: fc.record({ spill: fc.integer({ min: 1, max: 6 }), works: fc.boolean() }) },
  );
  const sizes = fc.record({
    normal: fc.integer({ min: 1, max: 6 }),
    overflow: fc.integer({ min: 0, max: 6 }),
    errors: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(
    fc.property(sizes, fc.array(step, { maxLength: 300 }), (bounds, steps) => {
      const queue = queueOf(bounds);
      const naive = new Naive(bounds.normal, bounds.overflow);
      let spilled = 0;
      let n = 0;
      for (const one of steps) {
        if ('put' in one) {
          n += 1;
          queue.put(one.put ? failed(n) : span(n));
          naive.put(n, one.put);
        } else if ('drain' in one) expect(spansOf(queue.drain(one.drain))).toEqual(naive.drain(one.drain));
        else {
          const wanted = naive.errors.slice(0, Math.min(one.spill, Math.max(0, naive.errors.length - bounds.errors)));
          expect(spansOf(queue.beginSpill(one.spill))).toEqual(wanted);
          queue.endSpill(one.works);
          if (one.works) spilled += naive.errors.splice(0, wanted.length).length;
        }
        expect(queue.state()).toMatchObject({
          normalQueueSize: naive.normal.length,
          errorQueueSize: naive.errors.length,
          overflowBufferSize: naive.overflow.length,
          normalDropped: naive.dropped,
          spilled,
        });
      }
      expect(all(queue)).toEqual([...naive.errors, ...naive.normal, ...naive.overflow]);
    }),
    { numRuns: 200 },
  );
});
