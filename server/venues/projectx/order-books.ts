import type { OrderBooks } from '../own-orders/pursuit.ts';
import type { Gateway } from './http.ts';

/** What a gateway says of orders when it is asked: a search leaves out those that wait for another, and the open ones are asked for apart. */
export function gatewayBooks(gateway: Pick<Gateway, 'order' | 'orders' | 'openOrders' | 'trades'>): OrderBooks {
  return {
    order: (account, id) => gateway.order(account, id),
    async orders(account, since) {
      return (await Promise.all([gateway.openOrders(account), gateway.orders(account, { since })])).flat();
    },
    trades: (account, since) => gateway.trades(account, { since }),
  };
}
