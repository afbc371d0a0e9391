import { describe, expect, it } from 'vitest';
import { venueRefusals } from '../../../cells/ladder/refusals.ts';
import type { Order } from '../../../core/model/order.ts';
import type { Instant } from '../../../core/model/time.ts';
import { now, zn } from '../live-topics.ts';
import { middle, orderOf } from './fixture.ts';

const buy = orderOf({ id: 'b', side: 'buy', quantity: 5, tick: middle });
const stop = orderOf({ id: 's', side: 'sell', quantity: 2, tick: middle - 6, stopTick: middle - 4 });
const closed = 'ZNZ6 does not trade now (weekend); it opens 17:00 CST. Send the order again then.';
const rejected: Order = { ...buy, status: 'rejected', reason: closed, ended: { status: 'rejected', reason: closed } };
const textsOf = (...orders: Order[]) =>
  venueRefusals({ orders, queueAhead: new Map() }, zn, 'demo').map(({ text }) => text);

describe('refusals of the venue', () => {
  it.each<[string, Order, string]>([
    ['a rejected order', rejected, `The limit order to buy 5 at 110'085 was rejected. ${closed}`],
    [
      'one that self-trade prevention canceled',
      {
        ...buy,
        status: 'canceled',
        ended: { status: 'canceled', reason: '5 of 5 canceled by self-trade prevention.' },
      },
      "The limit order to buy 5 at 110'085 was canceled. 5 of 5 canceled by self-trade prevention.",
    ],
    [
      'a replacement',
      { ...stop, reason: 'Not on the tick.', refused: { reason: 'Not on the tick.', ts: now } },
      "The stop limit order to sell 2 at 110'065 was not replaced. Not on the tick.",
    ],
    ['a cancel', { ...buy, reason: 'Too late.' }, "The limit order to buy 5 at 110'085 was not canceled. Too late."],
  ])('names %s and says why', (_, order, text) => {
    expect(textsOf(order)).toEqual([text]);
  });

  it('is about orders of people here, and those at the market that close a position', () => {
    const quote: Order = { ...rejected, intent: { ...buy.intent, strategy: 'maker' } };
    const { price: _none, ...terms } = buy.terms;
    const closing: Order = { ...rejected, terms, intent: { ...buy.intent, strategy: 'trend', type: 'market' } };
    const elsewhere: Order = { ...rejected, intent: { ...buy.intent, instrument: 'ZFZ6' } };
    const others: Order = {
      ...rejected,
      intent: {
        ...buy.intent,
        account: orderOf({ id: 'x', side: 'buy', quantity: 1, account: 'other' }).intent.account,
      },
    };
    expect(textsOf(quote, elsewhere, others, closing)).toEqual([`The market order to buy 5 was rejected. ${closed}`]);
  });

  it('keeps the newest', () => {
    const many = Array.from(
      { length: 9 },
      (_, index): Order => ({
        ...rejected,
        ended: { status: 'rejected', reason: `${index}` },
        tsUpdated: (now + index) as Instant,
      }),
    );
    expect(textsOf(...many).map((text) => text.at(-1))).toEqual(['8', '7', '6', '5', '4', '3']);
  });

  it('says nothing of orders that stand', () => {
    expect(textsOf(buy, stop)).toEqual([]);
  });
});
