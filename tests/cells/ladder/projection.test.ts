import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Holding, project, type RestingOrder, rememberProjections } from '../../../cells/ladder/projection.ts';

const tickValue = 15_625_000;
const long: Holding = { quantity: 24, cost: 24 * 7_054 * tickValue, realized: 3_046_880_000 };
const orders: readonly RestingOrder[] = [
  { side: 'sell', quantity: 15, tick: 7_062 },
  { side: 'buy', quantity: 40, tick: 7_054 },
];

describe('project', () => {
  const cases: [
    name: string,
    holding: Holding,
    orders: readonly RestingOrder[],
    tick: number,
    quantity: number,
    profit: number,
  ][] = [
    ['nothing held, nothing resting', { quantity: 0, cost: 0, realized: 0 }, [], 7_000, 0, 0],
    ['at the average it is what was realized', long, [], 7_054, 24, 3_046_880_000],
    ['one tick above', long, [], 7_055, 24, 3_046_880_000 + 24 * tickValue],
    ['between the orders neither is filled', long, orders, 7_058, 24, 3_046_880_000 + 4 * 24 * tickValue],
    ['at the sell it is filled', long, orders, 7_062, 9, 3_046_880_000 + 8 * 24 * tickValue],
    ['above the sell only the rest gains', long, orders, 7_063, 9, 3_046_880_000 + (8 * 24 + 9) * tickValue],
    ['at the buy it is filled and gains nothing', long, orders, 7_054, 64, 3_046_880_000],
    ['below the buy all of it loses', long, orders, 7_053, 64, 3_046_880_000 - 64 * tickValue],
  ];
  it.each(cases)('%s', (_, holding, resting, tick, quantity, profit) => {
    expect(project(holding, resting, tick, tickValue)).toEqual({ quantity, profit });
  });

  const ticks = fc.integer({ min: 6_900, max: 7_100 });
  const contracts = fc.integer({ min: -500, max: 500 });

  it('is what was realized at the own average', () => {
    fc.assert(
      fc.property(contracts, ticks, fc.integer({ min: -1e9, max: 1e9 }), (quantity, average, realized) => {
        const holding = { quantity, cost: quantity * average * tickValue, realized };
        expect(project(holding, [], average, tickValue)).toEqual({ quantity, profit: realized });
      }),
    );
  });

  it('changes by one tick of the position at the far end of each step', () => {
    const resting = fc.array(
      fc.record({
        side: fc.constantFrom('buy' as const, 'sell' as const),
        quantity: fc.integer({ min: 1, max: 99 }),
        tick: ticks,
      }),
    );
    fc.assert(
      fc.property(contracts, ticks, resting, ticks, (quantity, average, given, tick) => {
        const holding = { quantity, cost: quantity * average * tickValue, realized: 0 };
        const buys = given.filter(({ side }) => side === 'buy');
        const here = project(holding, buys, tick, tickValue);
        const below = project(holding, buys, tick - 1, tickValue);
        // what is bought one tick lower costs that tick, so only what was held here loses
        expect(below.profit).toBe(here.profit - here.quantity * tickValue);
      }),
    );
  });
});

describe('rememberProjections', () => {
  it('makes each tick once until what is held or what rests has changed', () => {
    let made = 0;
    const remembered = rememberProjections(tickValue, ({ quantity }) => {
      made += 1;
      return quantity;
    });
    const ask = (holding: Holding, resting: readonly RestingOrder[]) =>
      [7_062, 7_054].map(remembered(holding, resting));
    const answers = [
      ask(long, orders),
      ask({ ...long }, [...orders]),
      ask({ ...long, realized: 0 }, orders),
      ask(long, orders.slice(1)),
    ];
    expect({ answers, made }).toEqual({
      answers: [
        [9, 64],
        [9, 64],
        [9, 64],
        [24, 64],
      ],
      made: 6,
    });
  });
});
