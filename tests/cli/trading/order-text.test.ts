import { expect, it } from 'vitest';
import { exitText, orderText, outcomeText } from '../../../server/cli/trading/order-text.ts';
import type { OrderReport } from '../../../server/trading/order-report.ts';

const order: OrderReport = {
  clientOrderId: 'D12',
  venueOrderId: 'V7',
  instrument: 'ESZ6',
  account: 'A-1',
  strategy: 'manual',
  side: 'buy',
  type: 'limit',
  timeInForce: 'day',
  product: null,
  quantity: 2,
  filledQuantity: 0,
  leavesQuantity: 2,
  price: '6100',
  stopPrice: null,
  shown: { price: '6100.00', stopPrice: null, average: null },
  status: 'working',
  asked: null,
  reason: null,
  refused: null,
  group: null,
  role: null,
  protection: null,
  trail: null,
  queueAhead: null,
  created: '',
  updated: '',
};
const shown = (more: Partial<OrderReport['shown']>) => ({ ...order.shown, ...more });
const filled = { filledQuantity: 1, shown: shown({ average: '6099.75' }) };

it.each<[Partial<OrderReport>, string]>([
  [{}, 'D12 works: buy 2 ESZ6 limit 6100.00'],
  [
    { status: 'filled', filledQuantity: 2, shown: shown({ average: '6099.75' }) },
    'D12 filled: bought 2 ESZ6 at 6099.75',
  ],
  [{ ...filled, status: 'partially_filled' }, 'D12 works: bought 1 of 2 ESZ6 at 6099.75, buy 2 ESZ6 limit 6100.00'],
  [
    { ...filled, side: 'sell', status: 'canceled', reason: 'Done.' },
    'D12 canceled after it sold 1 of 2 ESZ6 at 6099.75: Done.',
  ],
  [{ status: 'rejected', reason: 'The account may not trade.' }, 'D12 rejected: The account may not trade.'],
  [{ status: 'expired' }, 'D12 expired'],
  [{ status: 'pending' }, 'D12 is on its way: buy 2 ESZ6 limit 6100.00'],
  [
    { status: 'unknown', reason: 'The connection broke.' },
    'D12: the venue has not said how it stands: The connection broke.',
  ],
])('an order that is %j', (more, text) => {
  expect(outcomeText({ ...order, ...more })).toBe(text);
});

it('orders of every type', () => {
  const texts = [
    orderText({ ...order, type: 'market', timeInForce: 'ioc' }),
    orderText({ ...order, timeInForce: 'ioc' }),
    orderText({ ...order, type: 'stop', side: 'sell', shown: shown({ stopPrice: '6000.00' }), trail: 1 }),
    orderText({ ...order, type: 'stop_limit', shown: shown({ stopPrice: '6000.00' }) }),
    exitText({ ...order, clientOrderId: 'D12.t1', side: 'sell', role: 'target', status: 'partially_filled' }),
    exitText({ ...order, clientOrderId: 'D12.s1', role: 'stop', status: 'rejected', reason: 'No.' }),
  ];
  expect(texts).toEqual([
    'buy 2 ESZ6 at the market',
    'buy 2 ESZ6 limit 6100.00 ioc',
    'sell 2 ESZ6 stop 6000.00, 1 tick behind the best price',
    'buy 2 ESZ6 stop 6000.00 limit 6100.00',
    '  D12.t1 target: sell 2 ESZ6 limit 6100.00, partially filled',
    '  D12.s1 stop: buy 2 ESZ6 limit 6100.00, rejected: No.',
  ]);
});
