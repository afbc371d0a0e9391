import { expect, it } from 'vitest';
import { FigureHistory } from '../../../core/trace/figure-history.ts';

it('tells the newest seconds in equal parts, each folded as its figure says', () => {
  const history = new FigureHistory();
  for (let second = 100; second < 106; second++)
    history.put(second, {
      'calls.per_second': second - 100,
      'event_loop.max_ms': second - 100,
      'memory.rss_bytes': second,
    });
  expect(history.points('calls.per_second', 6, 3)).toEqual([0.5, 2.5, 4.5]);
  expect(history.points('event_loop.max_ms', 6, 3)).toEqual([1, 3, 5]);
  expect(history.points('memory.rss_bytes', 8, 4)).toEqual([null, 101, 103, 105]);
  expect(history.points('trace.queue.normal', 6, 2)).toEqual([null, null]);
});

it('gives every ten seconds as one sample, and keeps the samples for hours', () => {
  const history = new FigureHistory();
  const samples = Array.from({ length: 35 }, (_, second) =>
    history.put(second, { 'calls.per_second': second, 'event_loop.p99_ms': second % 7 }),
  );
  expect(samples.flatMap((sample, second) => (sample === undefined ? [] : [{ second, ...sample }]))).toEqual([
    { second: 10, 'calls.per_second': 4.5, 'event_loop.p99_ms': 6 },
    { second: 20, 'calls.per_second': 14.5, 'event_loop.p99_ms': 6 },
    { second: 30, 'calls.per_second': 24.5, 'event_loop.p99_ms': 6 },
  ]);
  history.put(1_200, { 'calls.per_second': 1 });
  expect(history.points('calls.per_second', 1_200, 2)).toEqual([(4.5 + 14.5 + 24.5 + 32) / 4, null]);
});
