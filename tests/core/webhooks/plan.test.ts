import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../core/webhooks/alert.ts';
import { type Holding, type PlanSettings, planAlert } from '../../../core/webhooks/plan.ts';
import { type SignalKind, signalKinds } from '../../../core/webhooks/signal.ts';
import { es } from '../../cells/live-topics.ts';

const settings: PlanSettings = {
  ...{ account: 'SIM-1', strategy: 'signals', quantity: 1, entry: 'stop', timeInForce: 'day', stopRequired: false },
  ...{ offTick: 'nearest', firstTarget: { fraction: 0.75, closesAll: false }, limits: { quantity: 10, position: 20 } },
};
const flat: Holding = { net: 0, unfilled: { buy: 0, sell: 0 } };
const alert = (kind: SignalKind, more: Partial<Alert> = {}, direction?: 'long' | 'short'): Alert => ({
  ...{ signal: { kind, ...(direction ? { direction } : {}) }, symbol: 'ES', targets: [] },
  ...more,
});

describe('an entry', () => {
  const two = { price: '6000.30', stopLoss: '5990', targets: ['6010', '6020'] };
  const split: [quantity: number, shares: number[]][] = [
    [1, [1]],
    [2, [2]],
    [4, [3, 1]],
    [6, [4, 2]],
  ];
  it.each(split)('of %i with two targets', (quantity, shares) => {
    const plan = planAlert(alert('open', { ...two, quantity }, 'long'), es, flat, settings);
    expect(plan.do === 'enter' && plan.orders.map((order) => order.quantity)).toEqual(shares);
  });

  it('has the stop of each, its own target, and says what was rounded', () => {
    const plan = planAlert(alert('open', { ...two, quantity: 4 }, 'long'), es, flat, settings);
    const common = {
      account: 'SIM-1',
      strategy: 'signals',
      instrument: 'ESZ6',
      side: 'buy',
      type: 'stop',
      timeInForce: 'day',
    };
    const stopLoss = { price: 5_990e9 };
    expect(plan).toEqual({
      do: 'enter',
      orders: [
        { ...common, quantity: 3, stopPrice: 6_000.25e9, protection: { stopLoss, takeProfit: { price: 6_010e9 } } },
        { ...common, quantity: 1, stopPrice: 6_000.25e9, protection: { stopLoss, takeProfit: { price: 6_020e9 } } },
      ],
      snapped: [{ field: 'price', from: 6_000.3e9, to: 6_000.25e9 }],
    });
  });

  const wrong: [what: string, more: Partial<Alert>, over: Partial<PlanSettings>, sentence: string][] = [
    ['no price for a stop', {}, {}, 'open_long has no price to enter at, and entry is stop.'],
    ['a price that is none', { price: '6000,5' }, {}, 'expected a decimal number'],
    [
      'a price off the grid',
      { price: '6000.30' },
      { offTick: 'refuse' },
      'price 6000.30 is off the grid of ESZ6, whose tick is 0.25.',
    ],
  ];
  it.each(wrong)('is refused for %s', (_, more, over, sentence) => {
    expect(() => planAlert(alert('open', more, 'long'), es, flat, { ...settings, ...over })).toThrow(sentence);
  });
});

describe('a target that was hit', () => {
  const long = (net: number, contracts?: number): Holding => ({
    ...{ net, unfilled: { buy: 0, sell: 0 } },
    ...(contracts === undefined ? {} : { firstTarget: { contracts } }),
  });
  const cases: [holding: Holding, does: string, contracts: number | undefined][] = [
    [long(4), 'reduce', 3],
    [long(2), 'reduce', 1],
    [long(1), 'close', undefined],
    [long(4, 3), 'reduce', 3],
    [long(4, 4), 'close', undefined],
    [long(1, 0), 'nothing', undefined],
    [long(0, 3), 'nothing', undefined],
    [long(-4), 'nothing', undefined],
  ];
  it.each(cases)('of %j', (holding, does, contracts) => {
    const plan = planAlert(alert('tp1_hit', {}, 'long'), es, holding, settings);
    expect([plan.do, plan.do === 'reduce' ? plan.order.quantity : undefined]).toEqual([does, contracts]);
  });
});

it('never adds to a position but by an entry, and never beyond the cap', () => {
  const contracts = fc.integer({ min: -25, max: 25 });
  const waiting = fc.integer({ min: 0, max: 25 });
  const quantity = fc.integer({ min: 1, max: 15 });
  const direction = fc.constantFrom('long', 'short') as fc.Arbitrary<'long' | 'short'>;
  fc.assert(
    fc.property(
      fc.constantFrom(...signalKinds),
      direction,
      contracts,
      waiting,
      quantity,
      (kind, way, net, unfilled, count) => {
        const holding = { net, unfilled: { buy: unfilled, sell: unfilled } };
        let plan: ReturnType<typeof planAlert>;
        try {
          plan = planAlert(alert(kind, { quantity: count }, way), es, holding, { ...settings, entry: 'market' });
        } catch {
          expect(kind).toBe('open');
          return;
        }
        expect(plan.do === 'enter').toBe(kind === 'open');
        if (plan.do === 'reduce') {
          expect(plan.order.quantity).toBeLessThan(Math.abs(net));
          expect(plan.order.side).toBe(net > 0 ? 'sell' : 'buy');
        }
        if (plan.do === 'enter') {
          const sum = plan.orders.reduce((total, order) => total + order.quantity, 0);
          expect(sum).toBe(count);
          expect((way === 'long' ? net : -net) + unfilled + sum).toBeLessThanOrEqual(20);
        }
      },
    ),
  );
});
