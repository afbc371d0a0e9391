import { describe, expect, it } from 'vitest';
import { RowMemory } from '../../../cells/ladder/memory.ts';
import type { LadderRow } from '../../../cells/ladder/schema.ts';

const row = (tick: number, bid?: number): LadderRow => ({
  tick,
  price: { text: String(tick), handle: String(tick), fraction: '' },
  ...(bid === undefined ? {} : { bid: { size: bid, bar: 50 } }),
});

describe('RowMemory', () => {
  it('keeps an equal row as the same object', () => {
    const memory = new RowMemory();
    const [first] = memory.take([row(1, 10)]);
    const [second] = memory.take([row(1, 10)]);
    expect(second).toBe(first);
  });

  it('takes turns between the two flashes of a size that changes, and leaves the other side alone', () => {
    const memory = new RowMemory();
    const flashes = [row(1, 10), row(1, 11), row(1, 12), row(1)].map((given) => memory.take([given])[0]?.flash);
    expect(flashes).toEqual([
      { bid: '', ask: '' },
      { bid: 'a', ask: '' },
      { bid: 'b', ask: '' },
      { bid: 'a', ask: '' },
    ]);
  });

  it('does not flash a price that scrolls in', () => {
    const memory = new RowMemory();
    memory.take([row(1, 10)]);
    memory.take([row(2, 10)]);
    expect(memory.take([row(1, 99)])[0]?.flash).toEqual({ bid: '', ask: '' });
  });
});
