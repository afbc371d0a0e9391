import { expect, it } from 'vitest';
import type { Bar } from '../../../../core/model/market.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../../core/model/time.ts';
import { Mornings } from '../../../../server/simulators/exchange/mornings.ts';

const START = (Date.UTC(2026, 10, 18) * 1_000) as Instant;
const at = (minutes: number): Instant => (START + minutes * MINUTE) as Instant;
const bar = (tsStart: Instant, value: number): Bar => {
  const price = value as Price;
  return { instrument: 'A', tsStart, open: price, high: price, low: price, close: price, volume: 1 as Quantity };
};

it('a morning is worked out once a minute, for however many ask', () => {
  const asked: [from: Instant, to: Instant][] = [];
  const mornings = new Mornings((_id, from, to) => {
    asked.push([from, to]);
    return from < START ? [bar(at(-2), 1), bar(at(-1), 2)] : [bar(at(0), 3), bar(at(16), 4)];
  });
  const morning = mornings.of('A', START, at(17));
  expect(morning.before).toEqual(bar(at(-1), 2));
  expect(morning.today).toHaveLength(2);
  expect(morning.coarse.map(({ tsStart, close }) => [tsStart, close])).toEqual([
    [at(0), 3],
    [at(15), 4],
  ]);
  expect(mornings.of('A', START, (at(17) + 59_000_000) as Instant)).toBe(morning);
  expect(asked).toEqual([
    [START - 7 * DAY, START],
    [START, at(17)],
  ]);
  mornings.of('A', START, at(18));
  mornings.of('B', START, at(18));
  mornings.of('A', (START + 24 * HOUR) as Instant, at(18));
  expect(asked).toHaveLength(8);
});
