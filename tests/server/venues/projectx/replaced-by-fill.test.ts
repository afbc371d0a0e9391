import { expect, test } from 'vitest';
import type { OrderTerms } from '../../../../core/model/order.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { open } from './opened.ts';

test.each(['GatewayUserOrder', 'GatewayUserTrade'])(
  'a replacement that trades at once converges without %s',
  async (missing) => {
    const at = await open();
    const id = at.place({ type: 'limit', price: at.fromBid(-20), quantity: 2 as Quantity });
    await at.until(() => at.order(id).status === 'working');
    at.fault(
      { at: '/api/Order/modify', fault: { kind: 'answer_lost' }, share: 1 },
      { at: missing, fault: { kind: 'missing' }, share: 1 },
    );
    const terms: OrderTerms = { quantity: 3 as Quantity, price: at.fromBid(3) };
    at.take({ type: 'replace_requested', terms, clientOrderId: id, tsEvent: at.clock.now(), tsInit: at.clock.now() });
    at.venue.replace(id, terms);
    await at.until(() => at.order(id).status === 'filled');
    expect([at.order(id).terms.quantity, at.order(id).filledQuantity, at.problems]).toEqual([3, 3, []]);
    expect(at.told(id).filter((type) => type !== 'filled')).toEqual(['accepted', 'replaced']);
  },
);
