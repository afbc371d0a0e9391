import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketOf, middleOf } from '../../../../core/trace/rates/buckets.ts';
import { Histogram } from '../../../../core/trace/rates/histogram.ts';

const milliseconds = fc.double({ min: 1e-4, max: 4e6, noNaN: true });
const of = (values: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram;
};
const exact = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1]!;

describe('buckets', () => {
  it.each([
    [1, 448],
    [1.03, 448],
    [1.04, 449],
    [1.99, 479],
    [2, 480],
    [0, 0],
    [-1, 0],
    [Number.NaN, 0],
    [1e-9, 0],
    [Number.POSITIVE_INFINITY, BUCKETS - 1],
    [1e12, BUCKETS - 1],
  ])('%d ms lies in bucket %d', (value, bucket) => expect(bucketOf(value)).toBe(bucket));

  it('have middles that lie in them, in ascending order', () => {
    const middles = Array.from({ length: BUCKETS }, (_, bucket) => middleOf(bucket));
    expect(middles.map(bucketOf)).toEqual(middles.map((_, bucket) => bucket));
    expect([...middles].sort((a, b) => a - b)).toEqual(middles);
  });
});

describe('a histogram', () => {
  it('knows count, sum and longest, and nothing of nothing', () => {
    expect(new Histogram().quantile(0.5)).toBeUndefined();
    const histogram = of([3, 1, 2]);
    expect([histogram.count, histogram.sum, histogram.max, histogram.quantile(1)]).toEqual([3, 6, 3, 3]);
    histogram.clear();
    expect([histogram.count, histogram.sum, histogram.max, histogram.quantile(1)]).toEqual([0, 0, 0, undefined]);
  });

  it('tells percentiles within 1.6 %', () => {
    fc.assert(
      fc.property(
        fc.array(milliseconds, { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const wanted = exact(values, share);
          expect(Math.abs(of(values).quantile(share)! - wanted) / wanted).toBeLessThanOrEqual(1 / 64);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('merged is as if one had counted all', () => {
    const lists = fc.array(fc.array(milliseconds, { maxLength: 20 }), { maxLength: 5 });
    fc.assert(
      fc.property(lists, (parts) => {
        const merged = new Histogram();
        for (const part of parts) merged.merge(of(part));
        const whole = of(parts.flat());
        const told = (histogram: Histogram) => [0.01, 0.5, 0.95, 0.99].map((share) => histogram.quantile(share));
        expect([merged.count, merged.max, told(merged)]).toEqual([whole.count, whole.max, told(whole)]);
      }),
      { numRuns: 100 },
    );
  });
});
