import type { ExchangeEvent } from '../../port.ts';
import type { Gateway } from '../gateway.ts';
import type { GatewayOrder } from '../orders/order.ts';
import type { FaultyEnds, HubMethods } from './connection.ts';
import { Hub } from './hub.ts';

const accountTopic = 'accounts';
const kinds = ['Orders', 'Positions', 'Trades'] as const;
const topicOf = (kind: (typeof kinds)[number], accountId: unknown): string => `${kind}/${String(accountId)}`;

function methods(hub: Hub): HubMethods {
  const all: Record<string, HubMethods[string]> = {
    SubscribeAccounts: { parameters: 0, run: (connection) => hub.subscribe(connection, accountTopic) },
    UnsubscribeAccounts: { parameters: 0, run: (connection) => hub.unsubscribe(connection, accountTopic) },
  };
  for (const kind of kinds) {
    all[`Subscribe${kind}`] = {
      parameters: 1,
      run: (connection, account) => hub.subscribe(connection, topicOf(kind, account)),
    };
    all[`Unsubscribe${kind}`] = {
      parameters: 1,
      run: (connection, account) => hub.unsubscribe(connection, topicOf(kind, account)),
    };
  }
  return all;
}

/** Accounts, orders, positions and trades of the user. */
export class UserHub {
  readonly hub: Hub;

  constructor(toFaulty: FaultyEnds) {
    this.hub = new Hub(methods, toFaulty);
  }

  order(order: GatewayOrder): void {
    this.hub.publish(topicOf('Orders', order.identity.account.id), 'GatewayUserOrder', order.row());
  }

  take(event: ExchangeEvent, { accounts, books }: Gateway): void {
    if (event.type === 'account') {
      const account = accounts.of(event.account.id);
      if (account) this.hub.publish(accountTopic, 'GatewayUserAccount', accounts.row(account));
    } else if (event.type === 'trade') {
      const row = books.tradeRow(event.trade);
      if (row) this.hub.publish(topicOf('Trades', row.accountId), 'GatewayUserTrade', row);
    } else if (event.type === 'position') {
      const row = books.position(event.position);
      if (row) this.hub.publish(topicOf('Positions', row.accountId), 'GatewayUserPosition', row);
    }
  }
}
