import { describe, expect, it } from 'vitest';
import { oracle } from '../../../../oracle.ts';
import { accounts, ES, type Opened, open, type Row } from '../opened.ts';
import { shape } from '../shape.ts';
import { Listener } from './listener.ts';

const accountId = accounts.position;
const examples = oracle<{ hubEvents: Readonly<Record<string, Row>> }>('projectx_examples.json')?.hubEvents;

async function listening(gateway: Opened): Promise<Listener> {
  const listener = await Listener.open(gateway, 'user');
  await listener.invoke('SubscribeAccounts');
  for (const kind of ['Orders', 'Positions', 'Trades']) await listener.invoke(`Subscribe${kind}`, accountId);
  return listener;
}

const trade = (gateway: Opened, side: number, size: number, account: number = accountId) =>
  gateway.call('Order/place', { accountId: account, contractId: ES, type: 2, side, size });

describe('the user hub', () => {
  it('tells an order from open to filled, then its trade, position and account', async () => {
    const gateway = await open();
    const listener = await listening(gateway);
    const { orderId } = await trade(gateway, 0, 2);
    await listener.until(() => listener.of('GatewayUserAccount').length > 0);
    expect(listener.heard.map(({ target }) => target)).toEqual([
      'GatewayUserOrder',
      'GatewayUserOrder',
      'GatewayUserTrade',
      'GatewayUserPosition',
      'GatewayUserAccount',
    ]);
    expect(listener.rows('GatewayUserOrder').map(({ id, status, fillVolume }) => [id, status, fillVolume])).toEqual([
      [orderId, 1, 0],
      [orderId, 2, 2],
    ]);
    const [order] = await gateway.rows('Order/search', { accountId });
    const [filled] = await gateway.rows('Trade/search', { accountId });
    const [position] = await gateway.rows('Position/searchOpen', { accountId });
    const [account] = await gateway.rows('Account/search', {});
    expect([
      listener.rows('GatewayUserOrder')[1],
      listener.rows('GatewayUserTrade')[0],
      listener.rows('GatewayUserPosition')[0],
      listener.rows('GatewayUserAccount')[0],
    ]).toEqual([order, filled, position, account]);
  });

  it('tells a position that was closed with its type and without a size', async () => {
    const gateway = await open();
    const listener = await listening(gateway);
    await trade(gateway, 0, 1);
    await trade(gateway, 1, 1);
    await listener.until(() => listener.of('GatewayUserPosition').length > 1);
    expect(listener.rows('GatewayUserPosition').map(({ type, size }) => [type, size])).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it('tells nothing of other accounts, and nothing more once it is unsubscribed', async () => {
    const gateway = await open();
    const listener = await listening(gateway);
    await trade(gateway, 0, 1, accounts.autoOco);
    await listener.until(() => listener.of('GatewayUserAccount').length === 1);
    for (const kind of ['Orders', 'Positions', 'Trades']) await listener.invoke(`Unsubscribe${kind}`, accountId);
    await trade(gateway, 0, 1);
    await listener.until(() => listener.of('GatewayUserAccount').length === 2);
    expect(listener.heard.map(({ target }) => target)).toEqual(['GatewayUserAccount', 'GatewayUserAccount']);
  });

  it.skipIf(examples === undefined)('tells rows of the names and kinds of the documents', async () => {
    const gateway = await open();
    const listener = await listening(gateway);
    await trade(gateway, 0, 1);
    await gateway.call('Order/place', { accountId, contractId: ES, type: 6, side: 0, size: 1, customTag: 'a' });
    await trade(gateway, 1, 1);
    await listener.until(() => listener.of('GatewayUserPosition').length > 1);
    const nearest = (target: string, holds: (row: Row) => boolean) => shape(listener.rows(target).find(holds));
    const isResting = ({ type, status }: Row) => type === 6 && status === 1;
    expect({
      GatewayUserAccount: nearest('GatewayUserAccount', () => true),
      GatewayUserPosition: nearest('GatewayUserPosition', () => true),
      GatewayUserOrder: nearest('GatewayUserOrder', isResting),
      GatewayUserTrade: nearest('GatewayUserTrade', ({ profitAndLoss }) => profitAndLoss !== null),
    }).toEqual(
      Object.fromEntries(
        ['Account', 'Position', 'Order', 'Trade'].map((kind) => [
          `GatewayUser${kind}`,
          shape(examples?.[`GatewayUser${kind}`]),
        ]),
      ),
    );
  });

  it('says that a session was logged out, and closes', async () => {
    const gateway = await open();
    const listener = await listening(gateway);
    const closed = new Promise((resolve) => listener.connection.onclose(resolve));
    await gateway.call('Auth/logout');
    await closed;
    expect(listener.heard).toEqual([{ target: 'GatewayLogout', args: [] }]);
    await expect(Listener.open(gateway, 'user')).rejects.toThrow();
  });

  it('answers what it cannot do with an error, and goes on', async () => {
    const gateway = await open();
    const listener = await listening(gateway);
    await expect(listener.invoke('SubscribeDepth', ES)).rejects.toThrow("Unknown hub method 'SubscribeDepth'");
    await expect(listener.invoke('SubscribeOrders')).rejects.toThrow(
      'Invocation provides 0 argument(s) but target expects 1.',
    );
    await trade(gateway, 0, 1);
    await listener.until(() => listener.of('GatewayUserTrade').length === 1);
  });

  it('negotiates with a client that does not skip it', async () => {
    const listener = await Listener.open(await open(), 'user', { negotiate: true });
    await listener.invoke('SubscribeAccounts');
    expect(listener.connection.state).toBe('Connected');
  });
});
