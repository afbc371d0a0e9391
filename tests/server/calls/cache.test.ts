import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { type CacheOptions, TtlCache } from '../../../server/calls/cache.ts';

const start = instant(1_780_000_000_000_000);

function make(options: Partial<CacheOptions> = {}) {
  const clock = new ManualClock(start);
  const loads: string[] = [];
  const cache = new TtlCache<string, string | undefined>({
    name: 'users',
    clock,
    entries: 3,
    milliseconds: 60_000,
    ...options,
  });
  const get = (key: string, there = true): Promise<string | undefined> =>
    cache.get(key, async () => {
      loads.push(key);
      return there ? `${key}!` : undefined;
    });
  return { cache, clock, loads, get };
}

it('loads a key once for all who ask while it holds', async () => {
  const { cache, clock, loads, get } = make();
  expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a!', 'a!', 'b!']);
  clock.advance(60 * SECOND - 1);
  expect([await get('a'), cache.peek('b'), loads]).toEqual(['a!', 'b!', ['a', 'b']]);
  clock.advance(1);
  expect([cache.peek('a'), await get('a'), loads]).toEqual([undefined, 'a!', ['a', 'b', 'a']]);
  expect(cache.health()).toEqual({ name: 'users', entries: 2, hits: 2, misses: 3 });
});

it('forgets what was asked for longest ago', async () => {
  const { cache, loads, get } = make();
  for (const key of ['a', 'b', 'c', 'a', 'd', 'a', 'b']) await get(key);
  expect([loads, cache.health().entries]).toEqual([['a', 'b', 'c', 'd', 'b'], 3]);
});

it('keeps for a shorter time what is not there', async () => {
  const { clock, loads, get } = make({ absentMilliseconds: 5_000 });
  const nothing = (): Promise<string | undefined> => get('x', false);
  await Promise.all([nothing(), get('a')]);
  clock.advance(5 * SECOND - 1);
  await Promise.all([nothing(), get('a')]);
  clock.advance(1);
  await Promise.all([nothing(), get('a')]);
  expect(loads).toEqual(['x', 'a', 'x']);
});

it('keeps no failure', async () => {
  const { cache, get } = make();
  const fails = cache.get('a', () => {
    throw new Error('away');
  });
  await expect(fails).rejects.toThrow('away');
  expect(await get('a')).toBe('a!');
});

it('does not keep what was on its way when its key was forgotten or set', async () => {
  const { cache } = make();
  const slow: ((value: string) => void)[] = [];
  const loading = ['a', 'b', 'c'].map((key) => cache.get(key, () => new Promise((resolve) => slow.push(resolve))));
  await Promise.resolve();
  cache.delete('a');
  cache.set('b', 'known');
  for (const resolve of slow) resolve('late');
  expect(await Promise.all(loading)).toEqual(['late', 'late', 'late']);
  expect(['a', 'b', 'c'].map((key) => cache.peek(key))).toEqual([undefined, 'known', 'late']);
});

it('is bounded, and gives nothing that is older than it may be', async () => {
  type Deed = { readonly key: string; readonly pass: number };
  const deeds = fc.array(fc.record<Deed>({ key: fc.constantFrom(...'abcdef'), pass: fc.nat(40) }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(deeds, async (history) => {
      const clock = new ManualClock(start);
      const cache = new TtlCache<string, number>({ name: 'x', clock, entries: 3, milliseconds: 60_000 });
      for (const { key, pass } of history) {
        clock.advance(pass * SECOND);
        const loaded = await cache.get(key, async () => clock.now());
        expect(clock.now() - loaded).toBeLessThan(60 * SECOND);
        expect(cache.health().entries).toBeLessThanOrEqual(3);
      }
      const { hits, misses } = cache.health();
      expect(hits + misses).toBe(history.length);
    }),
    { numRuns: 100 },
  );
});
