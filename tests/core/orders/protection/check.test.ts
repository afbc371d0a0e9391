import { expect, test } from 'vitest';
import type { Protection } from '../../../../core/model/order.ts';
import { type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';
import { protectionProblem } from '../../../../core/orders/protection/check.ts';
import { ZN } from '../../venue/paper/instruments.ts';

const at = (decimal: string): Price => priceFromDecimal(decimal);
const venue: Parameters<typeof protectionProblem>[3] = {
  last: at('110.25'),
  orderTypes: ['market', 'limit', 'stop', 'stop_limit'],
};
const problemOf = (side: Side, price: string | undefined, protection: Protection, around = venue) =>
  protectionProblem(
    price === undefined ? { side, type: 'market' } : { side, type: 'limit', price: at(price) },
    protection,
    ZN,
    around,
  );

test.each<[string, Side, string | undefined, Protection, string | undefined]>([
  ['ticks', 'buy', '110', { stopLoss: { ticks: 8 }, takeProfit: { ticks: 16 } }, undefined],
  [
    'prices of a buy',
    'buy',
    '110',
    { stopLoss: { price: at('109.5') }, takeProfit: { price: at('110.5') } },
    undefined,
  ],
  [
    'prices of a sell',
    'sell',
    '110',
    { stopLoss: { price: at('110.5') }, takeProfit: { price: at('109.5') } },
    undefined,
  ],
  ['a market order', 'buy', undefined, { stopLoss: { price: at('110') } }, undefined],
  ['nothing', 'buy', '110', {}, 'protection is empty; give it stopLoss, takeProfit or both, or leave it out.'],
  [
    'half a tick',
    'buy',
    '110',
    { stopLoss: { ticks: 0.5 } },
    'stopLoss is 0.5 ticks away; it is a whole number of ticks from 1 to 10000.',
  ],
  ['off the grid', 'buy', '110', { stopLoss: { price: at('109.51') } }, 'stopLoss is off the grid of ZNZ6.'],
  [
    'a stop above a buy',
    'buy',
    '110',
    { stopLoss: { price: at('110.5') } },
    "stopLoss at 110'160 lies on the wrong side: it has to be below 110'000, where the order enters.",
  ],
  [
    'a target below a buy',
    'buy',
    '110',
    { takeProfit: { price: at('110') } },
    "takeProfit at 110'000 lies on the wrong side: it has to be above 110'000, where the order enters.",
  ],
  [
    'a stop below a sell at the market',
    'sell',
    undefined,
    { stopLoss: { price: at('110') } },
    "stopLoss at 110'000 lies on the wrong side: it has to be above 110'080, where the order enters.",
  ],
])('%s', (_name, side, price, protection, problem) => {
  expect(problemOf(side, price, protection)).toBe(problem);
});

test('a market order without a market has its exits in order all the same', () => {
  const around = { ...venue, last: undefined };
  const turned = { stopLoss: { price: at('111') }, takeProfit: { price: at('110') } };
  expect(problemOf('buy', undefined, turned, around)).toBe(
    'stopLoss and takeProfit are the wrong way round: a buy has its stop below its target.',
  );
});

test('a venue without stops stops no loss', () => {
  expect(
    protectionProblem({ side: 'buy', type: 'market' }, { stopLoss: { ticks: 8 } }, ZN, {
      last: undefined,
      orderTypes: ['market', 'limit'],
    }),
  ).toBe('This venue takes no stops, so nothing can stop a loss there; leave stopLoss out.');
});

test.each<[Side, entry: string, stop: string, target: string, sentence: RegExp | undefined]>([
  ['buy', '25800', '25750', '25900', undefined],
  ['buy', '25800', '25850', '25900', /^stopLoss at .* lies on the wrong side: it has to be below /],
  ['sell', '25800', '25850', '25700', undefined],
  ['sell', '25800', '25850', '25900', /^takeProfit at .* lies on the wrong side: it has to be below /],
])('a stop to %s at %s with a stop at %s and a target at %s', (side, entry, stop, target, sentence) => {
  const protection = { stopLoss: { price: at(stop) }, takeProfit: { price: at(target) } };
  const problem = protectionProblem({ side, type: 'stop', stopPrice: at(entry) }, protection, ZN, venue);
  if (sentence) expect(problem).toMatch(sentence);
  else expect(problem).toBeUndefined();
});

test('a stop that follows the market is in ticks, where orders are replaced', () => {
  const trailing = { stopLoss: { ticks: 8, trails: true } } as const;
  expect(problemOf('buy', '110', trailing)).toBeUndefined();
  expect(problemOf('buy', '110', trailing, { ...venue, replace: false })).toBe(
    'This venue replaces no orders, so no stop can follow the market there.',
  );
  expect(problemOf('buy', '110', { takeProfit: { ticks: 8, trails: true } })).toBe(
    'takeProfit does not follow the market; a stopLoss does.',
  );
});
