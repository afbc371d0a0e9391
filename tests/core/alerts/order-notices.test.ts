import { describe, expect, it } from 'vitest';
import { type OrderNews, OrderNotices } from '../../../core/alerts/order-notices.ts';
import type { Fill } from '../../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { money } from '../../../core/model/money.ts';
import type { Order, OrderEventBody, OrderIntent } from '../../../core/model/order.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import { quantity, type Side, signedQuantity } from '../../../core/model/quantity.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import { applyOrderEvent } from '../../../core/orders/apply.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';

const es: Instrument = {
  id: 'ESZ6',
  root: 'ES',
  name: 'E-mini S&P 500',
  exchange: 'CME',
  currency: 'USD',
  tick: priceFromDecimal('0.25'),
  tickValue: money(12_500_000),
  multiplier: 50,
  priceStyle: { kind: 'decimal', decimals: 2 },
  session: 'cme',
};

/** Makes news of what is said of orders, as a desk would. */
function desk(known = true) {
  const notices = new OrderNotices((id) => (known && id === es.id ? es : undefined));
  const book = new LotBook(() => es.multiplier);
  const orders = new Map<string, Order>();
  let executions = 0;
  const news = (id: string, body: OrderEventBody, fee = 0): OrderNews => {
    const event = {
      ...body,
      clientOrderId: id as ClientOrderId,
      tsEvent: instant(++executions),
      tsInit: instant(executions),
    };
    const { order } = applyOrderEvent(orders.get(id), event);
    if (order === undefined) throw new Error(`${body.type} belongs to no order`);
    orders.set(id, order);
    if (body.type !== 'filled') return { event, order };
    const { instrument, account, strategy, side } = order.intent;
    const { executionId, price, quantity, liquidity } = body;
    const fill: Fill = {
      ...{
        executionId,
        clientOrderId: order.intent.clientOrderId,
        instrument,
        account,
        strategy,
        side,
        quantity,
        price,
      },
      ...{
        liquidity,
        fee: money(fee),
        tradeDate: '2026-11-20' as TradeDate,
        tsEvent: event.tsEvent,
        tsInit: event.tsInit,
      },
    };
    const matches = book.apply(fill);
    return { event, order, fill, booked: { matches, left: book.position(fill)?.quantity ?? signedQuantity(0) } };
  };
  const intend = (id: string, side: Side, contracts: number, more: Partial<OrderIntent> = {}) => {
    const intent: OrderIntent = {
      clientOrderId: id as ClientOrderId,
      instrument: 'ESZ6',
      account: 'SIM-1' as AccountId,
      strategy: 'manual',
      side,
      type: 'limit',
      quantity: quantity(contracts),
      price: priceFromDecimal('5012.25'),
      timeInForce: 'day',
      ...more,
    };
    return news(id, { type: 'intended', intent });
  };
  const accept = (id: string) => news(id, { type: 'accepted', venueOrderId: `V-${id}` as VenueOrderId });
  const fill = (id: string, contracts: number, price: string, fee = 0) =>
    news(
      id,
      {
        type: 'filled',
        executionId: `X-${executions}` as ExecutionId,
        price: priceFromDecimal(price),
        quantity: quantity(contracts),
        liquidity: 'taker',
      },
      fee,
    );
  const told = (...burst: OrderNews[]) =>
    notices
      .of(burst)
      .map(({ type, level, text, detail }) => [type, level, text, ...(detail === undefined ? [] : [detail])]);
  return { news, intend, accept, fill, told, notices };
}

describe('what is told of orders', () => {
  it('is a placement once the venue has it', () => {
    const { intend, accept, told, notices } = desk();
    expect(told(intend('A', 'buy', 2))).toEqual([]);
    expect(notices.of([accept('A')])).toEqual([
      {
        type: 'order_placed',
        level: 'info',
        key: 'placed.A',
        text: 'Placed: buy 2 ESZ6 at 5012.25, day.',
        account: 'SIM-1',
        instrument: 'ESZ6',
        side: 'buy',
        subject: { kind: 'order', id: 'A' },
      },
    ]);
    const { price: _, ...market } = { price: undefined };
    expect(
      told(intend('B', 'sell', 1, { ...market, type: 'stop_limit', stopPrice: priceFromDecimal('5000') })),
    ).toEqual([]);
    expect(told(accept('B'))).toEqual([
      ['order_placed', 'info', 'Placed: sell 1 ESZ6 at 5012.25 from 5000.00 on, day.'],
    ]);
  });

  const failures: readonly [OrderEventBody, readonly string[][]][] = [
    [
      { type: 'rejected', reason: 'No margin.' },
      [['order_failed', 'warning', 'Rejected: buy 2 ESZ6 at 5012.25, day.', 'No margin.']],
    ],
    [
      { type: 'cancel_rejected', reason: 'Too late.' },
      [['order_failed', 'warning', 'Not canceled: buy 2 ESZ6 at 5012.25, day.', 'Too late.']],
    ],
    [
      { type: 'canceled', reason: 'The exchange halted.' },
      [['order_failed', 'warning', 'Canceled by the venue: buy 2 ESZ6 at 5012.25, day.', 'The exchange halted.']],
    ],
    [
      { type: 'lost', reason: 'No answer came.' },
      [['order_failed', 'warning', 'Not known how it stands: buy 2 ESZ6 at 5012.25, day.', 'No answer came.']],
    ],
    [{ type: 'expired', reason: 'The day ended.' }, []],
    [{ type: 'cancel_requested' }, []],
  ];
  it.each(failures)('is a failure: %o', (body, expected) => {
    const { intend, accept, news, told } = desk();
    intend('A', 'buy', 2);
    if (body.type !== 'rejected') accept('A');
    if (body.type === 'cancel_rejected') news('A', { type: 'cancel_requested' });
    expect(told(news('A', body))).toEqual(expected);
  });

  it('is no failure where we asked to cancel, and where an immediate order finds nothing', () => {
    const { intend, accept, news, told } = desk();
    for (const [id, timeInForce] of [
      ['A', 'day'],
      ['B', 'ioc'],
    ] as const) {
      intend(id, 'buy', 2, { timeInForce });
      accept(id);
    }
    expect(told(news('A', { type: 'cancel_requested' }))).toEqual([]);
    expect(told(news('A', { type: 'canceled', reason: 'Asked for.' }))).toEqual([]);
    expect(told(news('B', { type: 'canceled', reason: 'Nothing there.' }))).toEqual([]);
  });

  it('is one fill a burst of an order, with its average', () => {
    const { intend, accept, fill, told } = desk();
    intend('A', 'buy', 10);
    expect(told(accept('A'), fill('A', 1, '5012.25'), fill('A', 2, '5012.00'))).toEqual([
      ['order_fill', 'info', 'Bought 3 of 10 ESZ6 at 5012.0833 on average.'],
    ]);
    expect(told(fill('A', 3, '5012.25'), fill('A', 4, '5012.50'))).toEqual([
      ['order_fill', 'success', 'Bought 10 ESZ6 at 5012.3000 on average.'],
    ]);
    intend('B', 'sell', 1);
    accept('B');
    expect(told(fill('B', 1, '5013.00'))).toEqual([['order_fill', 'success', 'Sold 1 ESZ6 at 5013.00.']]);
  });

  it('is a closed position with what it realized from when it was opened, through a turn too', () => {
    const { intend, accept, fill, told } = desk();
    const trade = (id: string, side: Side, contracts: number, price: string, fee = 0) => {
      intend(id, side, contracts);
      accept(id);
      return told(fill(id, contracts, price, fee)).filter(([type]) => type === 'position_close');
    };
    expect(trade('A', 'buy', 3, '5000')).toEqual([]);
    expect(trade('B', 'sell', 1, '5010', 1_000_000)).toEqual([]);
    expect(trade('C', 'sell', 2, '5001', 2_000_000)).toEqual([
      ['position_close', 'success', 'Closed long ESZ6: realized +600.00 USD.', 'After fees +597.00 USD.'],
    ]);
    expect(trade('D', 'sell', 2, '5000')).toEqual([]);
    expect(trade('E', 'buy', 5, '5001')).toEqual([
      ['position_close', 'info', 'Closed short ESZ6: realized -100.00 USD.'],
    ]);
    expect(trade('F', 'sell', 3, '5001')).toEqual([
      ['position_close', 'success', 'Closed long ESZ6: realized 0.00 USD.'],
    ]);
  });

  it('says where it does not know the whole of a position', () => {
    const { intend, accept, fill, told } = desk();
    intend('A', 'buy', 2);
    accept('A');
    fill('A', 2, '5000');
    intend('B', 'sell', 2);
    accept('B');
    expect(told(fill('B', 2, '5001'))[1]).toEqual([
      'position_close',
      'success',
      'Closed long ESZ6: realized +100.00 USD.',
      'What was closed before the console started is not counted.',
    ]);
  });

  it('does without a price where the instrument is not known', () => {
    const { intend, accept, fill, told } = desk(false);
    intend('A', 'buy', 1, { price: 1 as Price });
    expect(told(accept('A'))[0]?.[2]).toBe('Placed: buy 1 ESZ6 at ?, day.');
    expect(told(fill('A', 1, '5000'))[0]?.[2]).toBe('Bought 1 ESZ6.');
  });
});
