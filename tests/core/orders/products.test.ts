import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { tradeDate } from '../../../core/calendar/business-day.ts';
import type { Product } from '../../../core/model/order.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import { closings, productProblem, productsFor } from '../../../core/orders/products.ts';
import { tradableProblem } from '../../../core/orders/tradable.ts';

const registry = instrumentRegistry((await loadConfig('config')).instruments, tradeDate('2026-11-21'));
const option = registry.resolve('NIFTY01DEC26C26000');
const share = registry.resolve('INFY');
const all: readonly Product[] = ['carry', 'intraday', 'delivery'];

test('contracts are carried and shares delivered, the venue’s usual one first', () => {
  expect([productsFor(option, all), productsFor(share, all), productsFor(option)]).toEqual([
    ['carry', 'intraday'],
    ['intraday', 'delivery'],
    [],
  ]);
});

test.each([
  ['carry', option, all, undefined],
  ['delivery', share, all, undefined],
  ['delivery', option, all, 'product is delivery; NIFTY01DEC26C26000 takes carry or intraday at kite.'],
  ['carry', share, ['carry'] as const, 'product is carry; INFY takes none at kite.'],
  ['intraday', option, undefined, 'kite has no products, and product is intraday; leave it out.'],
] as const)('%s', (product, instrument, offered, sentence) => {
  expect(productProblem(product, instrument, { venue: 'kite', offered })).toBe(sentence);
});

describe('closing', () => {
  const close = (position: number, held: readonly (readonly [Product | undefined, number])[]) =>
    closings(position, new Map(held), 'carry').map(({ product, contracts }) => `${product} ${contracts}`);

  test.each([
    ['nothing known', 130, [], ['carry 130']],
    ['all in one', -130, [['intraday', -130]], ['intraday 130']],
    [
      'two products',
      195,
      [
        ['intraday', 130],
        ['carry', 65],
      ],
      ['intraday 130', 'carry 65'],
    ],
    ['what others filled', 195, [['intraday', 65]], ['intraday 65', 'carry 130']],
    [
      'on both sides',
      65,
      [
        ['intraday', -65],
        ['carry', 130],
      ],
      ['carry 65'],
    ],
    ['orders without a product', 65, [[undefined, 65]], ['carry 65']],
    ['more than is left', 65, [['intraday', 130]], ['intraday 65']],
  ] as const)('%s', (_name, position, held, orders) => {
    expect(close(position, held)).toEqual(orders);
  });

  test('adds up to the position, whatever is said to be held', () => {
    const amount = fc.integer({ min: -5_000, max: 5_000 });
    const held = fc.tuple(amount, amount, amount);
    fc.assert(
      fc.property(amount, held, (position, [intraday, carry, none]) => {
        const parts = closings(
          position,
          new Map<Product | undefined, number>([
            ['intraday', intraday],
            ['carry', carry],
            [undefined, none],
          ]),
          'carry',
        );
        expect(parts.reduce((sum, { contracts }) => sum + contracts, 0)).toBe(Math.abs(position));
        expect(parts.every(({ contracts }) => contracts > 0)).toBe(true);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

test.each([
  [
    'an index',
    registry.resolve('NIFTY'),
    undefined,
    'NIFTY is an index, which is calculated and not traded; send the order in one of its futures or options.',
  ],
  ['a share', share, undefined, undefined],
  ['its last day', option, tradeDate('2026-11-23'), undefined],
  [
    'the day after',
    option,
    tradeDate('2026-11-20'),
    'NIFTY01DEC26C26000 expired on 2026-11-20, so it takes no orders; send the order in a contract that is still listed.',
  ],
])('%s', (_name, instrument, expiry, sentence) => {
  expect(tradableProblem(instrument, expiry, tradeDate('2026-11-23'))).toBe(sentence);
});
