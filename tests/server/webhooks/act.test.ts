import { describe, expect, it } from 'vitest';
import { marketBuy } from '../desk/console.ts';
import { account, opened } from './opened.ts';

const embed = (title: string, fields: Record<string, string> = {}) => ({
  embeds: [{ title, fields: Object.entries(fields).map(([name, value]) => ({ name, value })) }],
});

describe('an order of a message', () => {
  it('fills, and CLOSE closes what the strategy holds', async () => {
    const desk = await opened();
    expect(await desk.post({ action: 'BUY', symbol: 'MNQ1!', quantity: 2 })).toMatchObject({ status: 200 });
    await desk.pass(10);
    expect(desk.net('MNQZ6')).toBe(2);
    const closed = await desk.post({ action: 'CLOSE', symbol: 'MNQ' });
    expect(closed).toMatchObject({
      status: 200,
      body: { outcome: 'accepted', orders: [{ side: 'sell', quantity: 2 }] },
    });
    await desk.pass(10);
    expect(desk.net('MNQZ6')).toBe(0);
    expect(await desk.post({ action: 'CLOSE', symbol: 'MNQ', id: 'again' })).toMatchObject({
      ...{ status: 200, body: { outcome: 'ignored', reason: 'webhook holds nothing in MNQZ6.' } },
    });
  });

  it('is a limit at its price, rounded to the tick, with its stop and its target', async () => {
    const desk = await opened();
    const message = { action: 'BUY', symbol: 'M2K', price: 2300.13, stop_loss: '$2,290.0', take_profit: '2,330' };
    const answer = await desk.post(message);
    expect(answer).toMatchObject({
      status: 200,
      body: { rounded: [{ field: 'price', from: '2300.13', to: '2300.1' }], orders: [{ clientOrderId: 'hook-1-1' }] },
    });
    const [order] = desk.orders();
    expect(order?.intent).toEqual({
      ...{ clientOrderId: 'hook-1-1', instrument: 'M2KZ6', account: 'SIM-1', strategy: 'webhook', side: 'buy' },
      ...{ type: 'limit', quantity: 1, price: 2_300_100_000_000, timeInForce: 'day' },
      protection: { stopLoss: { price: 2_290_000_000_000 }, takeProfit: { price: 2_330_000_000_000 } },
    });
  });

  it('is two orders where it has two targets, each with the stop', async () => {
    const desk = await opened({ payload: 'embed' });
    const prices = { Entry: '21,600', Stop: '21,400', 'Target 1': '21,700', 'Target 2': '21,800', Quantity: '4' };
    const { body } = await desk.post(embed('Open Long [MNQ1!]', prices));
    expect(body.orders).toMatchObject([
      { clientOrderId: 'hook-1-1', type: 'stop', quantity: 3 },
      { clientOrderId: 'hook-1-2', type: 'stop', quantity: 1 },
    ]);
    const protections = desk.orders().map(({ intent }) => [intent.clientOrderId, intent.protection]);
    expect(Object.fromEntries(protections)).toEqual({
      'hook-1-1': { stopLoss: { price: 21_400e9 }, takeProfit: { price: 21_700e9 } },
      'hook-1-2': { stopLoss: { price: 21_400e9 }, takeProfit: { price: 21_800e9 } },
    });
  });

  it('that is on the wrong side of the market is refused by the check of any order', async () => {
    const desk = await opened({ payload: 'embed' });
    await desk.pass(30);
    const answer = await desk.post(embed('Open Long [ES]', { Entry: '5,000', Stop: '4,900' }));
    expect(answer).toMatchObject({ status: 422, body: { outcome: 'refused', error: { message: expect.any(String) } } });
    expect(desk.receipts()[0]).toMatchObject({ outcome: 'refused', status: 422, instrument: 'ESZ6' });
    expect(desk.orders()).toEqual([]);
  });
});

describe('targets that were hit', () => {
  const prices = { Stop: '20,500', 'Target 1': '22,400', 'Target 2': '22,900', Quantity: '4' };
  const held = async () => {
    const desk = await opened({ payload: 'embed', entry: 'market' });
    await desk.post(embed('Open Long [MNQ1!]', prices));
    await desk.pass(10);
    expect(desk.net('MNQZ6')).toBe(4);
    return desk;
  };

  it('close the share of the first once, and then the rest', async () => {
    const desk = await held();
    const trimmed = await desk.post(embed('Trim Long [MNQ1!]'));
    expect(trimmed.body).toMatchObject({ outcome: 'accepted', orders: [{ side: 'sell', quantity: 3 }] });
    await desk.pass(10);
    expect(desk.net('MNQZ6')).toBe(1);
    expect((await desk.post(embed('TP1 Hit Long [MNQ1!]'))).body).toMatchObject({
      ...{ outcome: 'ignored', reason: 'The first target in MNQZ6 has closed its share already.' },
    });
    const rest = await desk.post(embed('TP2 Hit Long [MNQ1!]'));
    expect(rest).toMatchObject({ body: { outcome: 'accepted' } });
    await desk.pass(10);
    expect(desk.net('MNQZ6')).toBe(0);
    expect(desk.orders().filter(({ status }) => ['working', 'pending'].includes(status))).toEqual([]);
  });

  it('close nothing of the other side', async () => {
    const desk = await held();
    expect((await desk.post(embed('Close Short [MNQ1!]'))).body).toMatchObject({
      ...{ outcome: 'ignored', reason: 'webhook holds no short position in MNQZ6.' },
    });
    expect(desk.net('MNQZ6')).toBe(4);
  });

  it('cut the share of a position without targets', async () => {
    const desk = await opened({ payload: 'embed', entry: 'market' });
    await desk.post(embed('Open Short [6E1!]', { Quantity: '2' }));
    await desk.pass(10);
    expect((await desk.post(embed('TP1 Hit Short [6E1!]'))).body).toMatchObject({
      orders: [{ side: 'buy', quantity: 1 }],
    });
    await desk.pass(10);
    expect(desk.net('6EZ6')).toBe(-1);
  });

  it('end with the session everything that the strategy has', async () => {
    const desk = await held();
    await desk.post(embed('Open Short [ES]', { Quantity: '1' }));
    await desk.desk.submit(marketBuy(2, { instrument: 'ES' }));
    await desk.pass(10);
    expect((await desk.post(embed('Session Close'))).body).toMatchObject({
      outcome: 'accepted',
      signal: 'session_close',
    });
    await desk.pass(10);
    expect([desk.net('MNQZ6'), desk.net('ESZ6'), desk.net('ESZ6', 'manual')]).toEqual([0, 0, 2]);
    expect((await desk.post(embed('Session Close '))).body).toMatchObject({
      ...{ outcome: 'ignored', reason: 'webhook holds nothing and has no orders.' },
    });
  });
});

it('takes off what a TradingView strategy takes off', async () => {
  const desk = await opened({ payload: 'tradingview' });
  await desk.post({ ticker: 'ES1!', action: 'buy', contracts: '3', position: 'long' });
  await desk.pass(10);
  expect((await desk.post({ ticker: 'ES1!', action: 'sell', contracts: '1', position: 'long' })).body).toMatchObject({
    ...{ signal: 'reduce_long', orders: [{ side: 'sell', quantity: 1 }] },
  });
  await desk.pass(10);
  expect(desk.net('ESZ6')).toBe(2);
  await desk.post({ ticker: 'ES1!', action: 'sell', contracts: '2', position: 'flat' });
  await desk.pass(10);
  expect(desk.net('ESZ6')).toBe(0);
});

it('FLATTEN closes what the account holds there, whoever bought it', async () => {
  const desk = await opened();
  await desk.desk.submit(marketBuy(2, { instrument: 'ES' }));
  await desk.pass(10);
  expect((await desk.post({ action: 'FLATTEN', symbol: 'ES' })).body).toMatchObject({
    orders: [{ side: 'sell', quantity: 2 }],
  });
  await desk.pass(10);
  expect(desk.net('ESZ6', 'manual')).toBe(0);
});

it('CLOSE takes back an entry that waits', async () => {
  const desk = await opened();
  await desk.post({ action: 'BUY', symbol: 'ES', price: '6000' });
  expect((await desk.post({ action: 'CLOSE', symbol: 'ES' })).body).toMatchObject({
    outcome: 'accepted',
    orders: [{ clientOrderId: 'hook-1-1' }],
  });
  await desk.pass(5);
  expect(desk.orders().map(({ status }) => status)).toEqual(['canceled']);
});

describe('what settings do not allow', () => {
  const buy = { action: 'BUY', symbol: 'ES' };
  it('a symbol that is not listed, and one that nothing has', async () => {
    const desk = await opened({ symbols: ['ZN', 'ESH7'] });
    expect(await desk.post(buy)).toMatchObject({
      status: 422,
      body: { error: { message: '"ES" is ESZ6, which is not among the symbols of this webhook.' } },
    });
    expect(await desk.post({ action: 'BUY', symbol: 'XYZ9' })).toMatchObject({
      status: 400,
      body: { error: { where: 'symbol', message: expect.stringContaining('There is no instrument "XYZ9".') } },
    });
  });

  it('more than its caps', async () => {
    const desk = await opened({ limits: { quantity: 2, position: 3 } });
    expect(await desk.post({ ...buy, quantity: 3 })).toMatchObject({
      status: 422,
      body: { error: { message: '3 contracts are more than limits.quantity, which is 2.' } },
    });
    await desk.post({ ...buy, quantity: 2, price: '6000' });
    expect(await desk.post({ ...buy, quantity: 2 })).toMatchObject({
      status: 422,
      body: {
        error: { message: 'webhook would hold 4 ESZ6 once all is filled, more than limits.position, which is 3.' },
      },
    });
  });

  it('the same again too soon, also after a while', async () => {
    const desk = await opened({ debounceSeconds: 300 });
    expect((await desk.post({ ...buy, id: '1' })).body).toMatchObject({ outcome: 'accepted' });
    await desk.pass(299);
    expect((await desk.post({ ...buy, id: '2' })).body).toMatchObject({
      ...{ outcome: 'ignored', reason: 'open_long of ESZ6 was acted on 299 seconds ago; debounceSeconds is 300.' },
    });
    expect((await desk.post({ action: 'SELL', symbol: 'ES', id: '3' })).body).toMatchObject({ outcome: 'accepted' });
    await desk.pass(1);
    expect((await desk.post({ ...buy, id: '4' })).body).toMatchObject({ outcome: 'accepted' });
  });

  it('signals that it does not act on', async () => {
    const desk = await opened({ signals: ['open'] });
    expect((await desk.post({ action: 'CLOSE', symbol: 'ES' })).body).toMatchObject({
      ...{ outcome: 'ignored', reason: 'close is not among the signals of this webhook.' },
    });
  });

  it('another market than those it is for', async () => {
    const desk = await opened({ markets: ['projectx-live'] });
    expect(await desk.post(buy)).toMatchObject({
      ...{ status: 503, retryAfter: 10 },
      body: {
        outcome: 'held',
        error: { message: 'This webhook acts in projectx-live, and the console is on paper.' },
      },
    });
  });

  it('an entry without a stop where one is required', async () => {
    const desk = await opened({ stopRequired: true });
    expect(await desk.post(buy)).toMatchObject({
      status: 400,
      body: { error: { where: 'stopLoss', message: 'open_long has no stop, and stopRequired is set.' } },
    });
  });

  it('a message that was made long ago', async () => {
    const desk = await opened();
    expect(await desk.post({ ...buy, time: '2026-11-20T15:24:59Z' })).toMatchObject({
      ...{ status: 422, body: { error: { message: 'time is 301 seconds old; 300 are allowed.' } } },
    });
  });
});

it('waits while orders are held, and the same message is acted on afterwards', async () => {
  const desk = await opened();
  desk.desk.hold('arming', 'projectx is LIVE and not armed.', 'exits');
  const message = { action: 'BUY', symbol: 'ES', id: 'one' };
  expect(await desk.post(message)).toMatchObject({
    ...{ status: 503, body: { outcome: 'held', error: { message: 'projectx is LIVE and not armed.' } } },
  });
  desk.desk.hold('arming', undefined);
  expect(await desk.post(message)).toMatchObject({ status: 200, body: { outcome: 'accepted', receipt: 2 } });
  expect(desk.orders()).toHaveLength(1);
});

it('of two messages at once only as much is sent as both may hold', async () => {
  const desk = await opened({ limits: { quantity: 2, position: 2 } });
  const both = [1, 2, 3].map((id) => desk.post({ action: 'BUY', symbol: 'ES', quantity: 2, id: String(id) }));
  const statuses = (await Promise.all(both)).map(({ status }) => status);
  expect(statuses).toEqual([200, 422, 422]);
  expect(desk.orders().map(({ intent }) => intent.account)).toEqual([account]);
});
