import { expect, it } from 'vitest';
import type { Instant } from '../../../core/model/time.ts';
import { BarMemory } from '../../../server/history/memory.ts';
import { barAt } from './opened.ts';

const chunk = (bars: number) => ({
  bars: Array.from({ length: bars }, () => barAt('ESZ6', 0 as Instant)),
  complete: true,
});

it('holds no more bars than it may, and lets go what was asked for longest ago', () => {
  const memory = new BarMemory(10);
  for (const key of ['a', 'b', 'c']) memory.set(key, chunk(3));
  expect(memory.get('a')?.bars).toHaveLength(3);
  memory.set('d', chunk(4));
  expect(['a', 'b', 'c', 'd'].map((key) => memory.get(key)?.bars.length)).toEqual([3, undefined, 3, 4]);
  memory.set('c', chunk(1));
  memory.set('e', chunk(2));
  expect(memory.get('a')).toBeDefined();
  expect(memory.health()).toEqual({ name: 'bars in memory', entries: 4, hits: 5, misses: 1 });
});

it('keeps one chunk however large it is', () => {
  const memory = new BarMemory(10);
  memory.set('a', chunk(25));
  expect(memory.get('a')?.bars).toHaveLength(25);
  memory.set('b', chunk(1));
  expect([memory.get('a'), memory.get('b')?.bars.length]).toEqual([undefined, 1]);
});
