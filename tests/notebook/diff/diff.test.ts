import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../../notebook/diff/apply.ts';
import { diff } from '../../../notebook/diff/diff.ts';

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 });

/** Length of the longest common subsequence, by the table that needs no cleverness. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const above = best[i - 1]?.[j] ?? 0;
      const left = best[i]?.[j - 1] ?? 0;
      const corner = best[i - 1]?.[j - 1] ?? 0;
      best[i]![j] = a[i - 1] === b[j - 1] ? corner + 1 : Math.max(above, left);
    }
  }
  return best[a.length]?.[b.length] ?? 0;
}

const patched = <T>(a: readonly T[], b: readonly T[]): T[] =>
  apply(
    a,
    diff(a, b).map(({ from, to, start, end }) => ({ from, to, put: b.slice(start, end) })),
  );

describe('a diff', () => {
  it('applied gives the other list', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(patched(a, b)).toEqual(b);
      }),
    );
  });

  it('removes and adds as little as can be', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const changes = diff(a, b).reduce((sum, { from, to, start, end }) => sum + to - from + end - start, 0);
        expect(changes).toBe(a.length + b.length - 2 * commonLength(a, b));
      }),
    );
  });

  it('has hunks in order that do not touch and are not empty', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        let before = { to: -1, end: -1 };
        for (const hunk of diff(a, b)) {
          expect([
            hunk.from > before.to,
            hunk.start > before.end,
            hunk.to > hunk.from || hunk.end > hunk.start,
          ]).toEqual([true, true, true]);
          before = hunk;
        }
      }),
    );
  });

  it('of a list with itself is empty', () => {
    fc.assert(
      fc.property(letters, (a) => {
        expect(diff(a, a)).toEqual([]);
      }),
    );
  });

  it('of lists that have nothing in common is one hunk, however long they are', () => {
    const [a, b] = ['a', 'b'].map((stem) => Array.from({ length: 3_000 }, (_, index) => `${stem}${index}`)) as [
      string[],
      string[],
    ];
    expect(diff(a, b)).toEqual([{ from: 0, to: 3_000, start: 0, end: 3_000 }]);
  });
});
