import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Price, priceFromDecimal } from '../../../../../core/model/price.ts';
import {
  MOST_TRAIL_TICKS,
  trailDistance,
  trailed,
  trailLevel,
} from '../../../../../server/simulators/projectx/orders/trail.ts';
import { oracle } from '../../../../oracle.ts';

const tick = priceFromDecimal('0.01');
const at = (text: string): Price => priceFromDecimal(text);

describe('the distance of a trailing stop', () => {
  it('is the absolute distance in whole ticks', () => {
    const last = at('70.50');
    expect(['70.44', '70.56', '0.06', '70.499', '70.5'].map((level) => trailDistance(last, at(level), tick))).toEqual([
      6, 6, 7_044, 0, 0,
    ]);
  });

  const vector = oracle<{ trailingStop: { example: Record<string, number>; maxTicks: number } }>(
    'projectx_examples.json',
  );
  it.skipIf(vector === undefined)('is what the documents work out', () => {
    const { example, maxTicks } = vector!.trailingStop;
    const decimal = (name: string) => at(String(example[name]));
    const distance = (name: string) => trailDistance(decimal('last'), decimal(name), decimal('tickSize'));
    expect({
      distanceTicks: [distance('sellStopTrailPrice'), distance('buyStopTrailPrice')],
      wrongDistanceTicks: distance('wrongTrailPrice'),
      maxTicks: MOST_TRAIL_TICKS,
    }).toEqual({
      distanceTicks: [example.distanceTicks, example.distanceTicks],
      wrongDistanceTicks: example.wrongDistanceTicks,
      maxTicks,
    });
  });
});

describe('a trailing stop', () => {
  const lasts = fc.array(fc.integer({ min: 5_000, max: 9_000 }), { minLength: 1, maxLength: 40 });

  it('never gives way and stands its distance from the best price so far', () => {
    fc.assert(
      fc.property(
        lasts,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('buy' as const, 'sell' as const),
        (ticks, distance, side) => {
          const prices = ticks.map((each) => (each * tick) as Price);
          let level = trailLevel(side, prices[0]!, distance, tick);
          for (const price of prices) {
            const next = trailed(side, level, price, distance, tick);
            expect(side === 'sell' ? next >= level : next <= level).toBe(true);
            level = next;
          }
          const best = (side === 'sell' ? Math.max(...prices) : Math.min(...prices)) as Price;
          expect(level).toBe(trailLevel(side, best, distance, tick));
        },
      ),
    );
  });
});
