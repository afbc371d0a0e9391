import { describe, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';

const draw = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);

describe('a seeded generator', () => {
  test('gives the numbers it has always given', () => {
    const random = new Random('deskbook');
    expect(draw(4, () => random.integer(0, 999_999))).toMatchInlineSnapshot(`
      [
        937146,
        961832,
        443304,
        439744,
      ]
    `);
  });

  test('repeats itself for one seed and differs for another', () => {
    const [a, b, c] = ['x', 'x', 'y'].map((seed) => new Random(seed));
    const first = draw(20, () => a!.uniform());
    expect(draw(20, () => b!.uniform())).toEqual(first);
    expect(draw(20, () => c!.uniform())).not.toEqual(first);
    expect(new Random(7).uniform()).toBe(new Random('7').uniform());
  });

  test('forks by name, whatever was drawn before', () => {
    const fresh = new Random('x');
    const used = new Random('x');
    draw(100, () => used.normal());
    expect(used.fork('book').uniform()).toBe(fresh.fork('book').uniform());
    expect(used.fork('book').uniform()).not.toBe(fresh.fork('tape').uniform());
  });

  test('has the moments it promises', () => {
    const random = new Random('moments');
    const mean = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    const normals = draw(40_000, () => random.normal(3, 2));
    expect(mean(normals)).toBeCloseTo(3, 1);
    expect(Math.sqrt(mean(normals.map((each) => (each - 3) ** 2)))).toBeCloseTo(2, 1);
    expect(mean(draw(40_000, () => random.exponential(5)))).toBeCloseTo(5, 0);
    expect(mean(draw(40_000, () => random.uniform()))).toBeCloseTo(0.5, 2);
    expect(new Set(draw(1_000, () => random.integer(2, 5)))).toEqual(new Set([2, 3, 4, 5]));
    expect(new Set(draw(1_000, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
  });

  test('refuses to pick from nothing', () => {
    expect(() => new Random('x').pick([])).toThrow('cannot pick from an empty list');
  });
});
