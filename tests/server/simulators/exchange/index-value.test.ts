import { expect, it } from 'vitest';
import { HOUR, type Instant, SECOND } from '../../../../core/model/time.ts';
import { Random } from '../../../../core/random.ts';
import { defaultSynthetic, productOf } from '../../../../core/venue/paper/synthetic/settings.ts';
import { shapeOf } from '../../../../core/venue/paper/synthetic/shape.ts';
import { IndexValue } from '../../../../server/simulators/exchange/index-value.ts';
import { registry, START } from './instruments.ts';

const nifty = registry.front('NIFTY');
const begin = (): IndexValue =>
  new IndexValue(nifty, shapeOf(productOf(defaultSynthetic, nifty), nifty), new Random('one'), START);

function values(steps: readonly number[]): (readonly [number, number])[] {
  const index = begin();
  const told: (readonly [number, number])[] = [];
  let at = START as number;
  for (const step of steps) {
    at += step;
    index.advance(at as Instant, (value, ts) => told.push([value, ts]));
  }
  return told;
}

it('is calculated twice a second, on its grid, however often it is asked', () => {
  const told = values([10 * SECOND]);
  expect(told).toEqual(values(Array.from({ length: 100 }, () => SECOND / 10)));
  expect(told.length).toBeGreaterThan(15);
  expect(told.every(([value, ts]) => value % nifty.tick === 0 && (ts - START) % (SECOND / 2) === 0)).toBe(true);
  expect(told.every(([value], at) => at === 0 || value !== told[at - 1]?.[0])).toBe(true);
});

it('stands where it stood after a time that it is to leave out', () => {
  const index = begin();
  index.skip((START + HOUR) as Instant);
  const { value } = index;
  let told = 0;
  index.advance((START + HOUR + SECOND / 4) as Instant, () => {
    told += 1;
  });
  expect([index.value, told]).toEqual([value, 0]);
});
