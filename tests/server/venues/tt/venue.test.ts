import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { machineClock } from '../../../../core/clock.ts';
import { accountId, clientOrderId } from '../../../../core/model/ids.ts';
import { type Instant, instant, MILLISECOND } from '../../../../core/model/time.ts';
import { VenueProblem } from '../../../../core/venue/books.ts';
import { noOrders } from '../../../../server/venues/tt/cannot.ts';
import { nanosecondsOf } from '../../../../server/venues/tt/parse/digits.ts';
import { type Asked, ok, openTt, quiet, tokenFile, until, zn } from './wire.ts';

const account = accountId('123456');
const long = instant(Date.UTC(2026, 10, 20) * MILLISECOND);
const at = (seconds: number): bigint => nanosecondsOf(instant(long + seconds * 1_000_000));

const fillAt = (nanoseconds: bigint, id: string, more: object = {}) => ({
  uniqueExecId: id,
  timeStamp: String(nanoseconds),
  accountId: 123456,
  instrumentId: '4877',
  marketId: 7,
  orderId: `order-${id}`,
  side: 1,
  lastQty: 2.0,
  lastPx: 110.171875,
  algoType: 0,
  ...more,
});

/** `/fills` as TT gives it: the first 500 of a window by time. */
const ledger =
  (fills: () => readonly { timeStamp: string; accountId: number }[]) =>
  ({ query }: Asked) => {
    const { minTimestamp = '0', maxTimestamp, accountId: of } = query;
    const page = fills()
      .filter(({ timeStamp }) => BigInt(timeStamp) >= BigInt(minTimestamp))
      .filter(({ timeStamp }) => maxTimestamp === undefined || BigInt(timeStamp) <= BigInt(maxTimestamp))
      .filter((fill) => of === undefined || String(fill.accountId) === of)
      .sort((a, b) => Number(BigInt(a.timeStamp) - BigInt(b.timeStamp)))
      .slice(0, 500);
    return ok({ fills: page });
  };

const order = {
  accountId: 123456,
  cumulatedQuantity: 3.0,
  leavesQuantity: 7.0,
  orderQty: 10.0,
  dateTime: 1747328540354606000,
  instrumentId: '4877',
  marketId: 7,
  orderId: 'o-1',
  parentOrderId: 'o-1',
  orderStatus: '1',
  orderType: '2',
  price: 110.171875,
  side: '2',
  timeInForce: '1',
};

const told = {
  venueOrderId: 'o-1',
  account: '123456',
  instrument: 'ZNZ6',
  side: 'sell',
  type: 'limit',
  timeInForce: 'day',
  terms: { quantity: 10, price: 110_171_875_000 },
  filledQuantity: 3,
  status: 'partially_filled',
  tsCreated: 1747328540354606,
  tsUpdated: 1747328540354606,
};

describe('calls', () => {
  test('are made as TT wants them', async () => {
    const { venue, asked } = await openTt({
      replies: quiet(),
      settings: { application: 'My App', company: 'A&B: Co' },
    });
    await venue.connect();
    const [token, ...others] = asked;
    expect(token).toMatchObject({
      method: 'POST',
      at: 'ttid/token',
      body: 'grant_type=user_app&app_key=simulator%3Asimulator-secret',
      headers: { 'x-api-key': 'simulator', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(token?.headers.authorization).toBeUndefined();
    for (const { method, headers } of others) {
      expect(method).toBe('GET');
      expect(headers).toMatchObject({
        'x-api-key': 'simulator',
        authorization: 'Bearer token-1',
        accept: 'application/json',
      });
      expect(headers['content-type']).toBeUndefined();
    }
    const ids = asked.map(({ query }) => query.requestId ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^MyApp-ABCo--[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(asked.map(({ at: name }) => name).sort()).toEqual([
      'ttaccount/account/123456/limits',
      'ttaccount/account/7/limits',
      'ttaccount/accounts',
      'ttid/token',
      'ttledger/fills',
      'ttledger/orderdata',
      'ttledger/orders',
      'ttmonitor/position',
    ]);
  });

  test('keep the token in a file of its owner, and get another once TT takes it no more', async () => {
    let given = 0;
    const good = () => `Bearer token-${given}`;
    const guarded =
      (reply: object) =>
      ({ headers }: Asked) =>
        headers.authorization === good() ? reply : { http: 401 };
    const replies = {
      ...quiet(),
      'ttid/token': () => ({
        status: 'Ok',
        access_token: `token-${++given}`,
        token_type: 'bearer',
        seconds_until_expiry: 3600,
      }),
      'ttmonitor/position/123456': guarded(ok({ positions: [] })),
    };
    const { venue, folder } = await openTt({ replies });
    await venue.connect();
    await until(() => existsSync(path.join(folder, 'tt-simulator.token.json')));
    expect(tokenFile(folder)).toContain('token-1');
    expect(statSync(path.join(folder, 'tt-simulator.token.json')).mode & 0o777).toBe(0o600);
    given = 2;
    await Promise.all(Array.from({ length: 5 }, () => venue.books.positions(account)));
    expect(given).toBe(3);
    expect(venue.health().token?.state).toBe('valid');
  });

  test('go on with a new token before the old one lapses', async () => {
    let given = 0;
    const replies = {
      ...quiet(),
      'ttid/token': () => ({ status: 'Ok', access_token: `token-${++given}`, seconds_until_expiry: 1 }),
    };
    const { venue, asked } = await openTt({ replies });
    await venue.connect();
    await until(() => given > 2);
    await venue.books.positions(account);
    expect(asked.at(-1)?.headers.authorization).toMatch(/^Bearer token-[3-9]$/);
    expect(venue.health().state).toBe('connected');
  });

  test('say why TT gives no token, without the secret', async () => {
    const { venue, warnings } = await openTt({
      replies: { ...quiet(), 'ttid/token': { status: 'Failed', status_message: 'invalid app_key' } },
    });
    await expect(venue.connect()).rejects.toThrow(VenueProblem);
    const { state, reason } = venue.health();
    expect(state).toBe('refused');
    expect(reason).toContain('TT gives no token: invalid app_key. Check the application key and its secret.');
    expect(`${reason} ${warnings.join(' ')}`).not.toContain('simulator-secret');
  });
});

describe('books', () => {
  test('accounts are those that are wanted', async () => {
    const { venue } = await openTt({ replies: quiet(), settings: { accounts: ['desk'] } });
    await venue.connect();
    expect(venue.accounts).toEqual(['123456']);
    expect(await venue.books.accounts()).toEqual([
      { id: '123456', name: 'desk', currency: 'USD', canTrade: false, simulated: true },
    ]);
  });

  test('an account whose limits TT does not tell may trade', async () => {
    const { venue, asked } = await openTt({ replies: quiet(), settings: { accounts: ['7'] } });
    for (let times = 0; times < 3; times++)
      expect((await venue.books.accounts()).map(({ canTrade }) => canTrade)).toEqual([true]);
    expect(asked.filter(({ at: name }) => name.endsWith('/limits'))).toHaveLength(1);
  });

  test('an account that TT does not have is said', async () => {
    const { venue } = await openTt({ replies: quiet(), settings: { accounts: ['dseks'] } });
    await expect(venue.connect()).rejects.toThrow(
      'TT has no account dseks for this key; it has desk, other. Correct "accounts" in venues.json.',
    );
  });

  test('accounts come over all pages', async () => {
    const replies = {
      ...quiet(),
      'ttaccount/accounts': ({ query }: Asked) =>
        query.nextPageKey === undefined
          ? { status: 'Ok', lastPage: 'false', nextPageKey: 'p 2', accounts: [{ id: 1, name: 'one' }] }
          : { status: 'Ok', lastPage: 'true', accounts: [{ id: 2, name: `two of ${query.nextPageKey}` }] },
    };
    const { venue } = await openTt({ replies });
    expect((await venue.books.accounts()).map(({ name }) => name)).toEqual(['one', 'two of p 2']);
  });

  test('orders are by the codes that TT serves, of one account', async () => {
    const replies = {
      ...quiet(),
      'ttledger/orders': ok({ orders: [order, { ...order, orderId: 'o-2', accountId: 7 }] }),
    };
    const { venue } = await openTt({ replies });
    expect(await venue.books.orders(account, long)).toEqual([told]);
  });

  test('an order of a type or status of its own keeps the word', async () => {
    const algorithm = {
      ...order,
      orderId: 'o-3',
      orderStatus: '7',
      orderType: '9',
      price: undefined,
      orderQty: undefined,
      timeInForce: '2',
    };
    const { venue } = await openTt({ replies: { ...quiet(), 'ttledger/orders': ok({ orders: [algorithm] }) } });
    expect(await venue.books.orders(account, long)).toEqual([
      {
        ...told,
        venueOrderId: 'o-3',
        parent: 'o-1',
        type: '9',
        timeInForce: 'good_till_cancel',
        terms: { quantity: 10 },
      },
    ]);
  });

  test('positions have what the day began with and what is realized', async () => {
    const row = {
      accountId: 123456,
      instrumentId: '4877',
      netPosition: 219.0,
      sodNetPos: 169.0,
      openAvgPrice: 110.55985292362338,
      pnl: 1.7855000848066993,
      realizedPnl: -0.07700000365730375,
    };
    const { venue } = await openTt({
      replies: { ...quiet(), 'ttmonitor/position/123456': ok({ positions: [row, { ...row, instrumentId: '8092' }] }) },
    });
    const position = {
      account: '123456',
      instrument: 'ZNZ6',
      quantity: 219,
      average: '110.55985292362338',
      realized: -77_000,
      unrealized: 1_862_500,
      startOfDay: 169,
    };
    expect(await venue.books.positions(account)).toEqual([
      position,
      { ...position, instrument: 'ZN Dec26 (CME_Delayed)' },
    ]);
  });

  test('fills come over pages, though they share nanoseconds', async () => {
    const fills = Array.from({ length: 1_203 }, (_, index) =>
      fillAt(at(1) + BigInt(Math.floor(index / 7)), `x${index}`),
    );
    const { venue, asked } = await openTt({ replies: { ...quiet(), 'ttledger/fills': ledger(() => fills) } });
    const found = await venue.books.fills(account, long);
    expect(new Set(found.map(({ executionId }) => executionId)).size).toBe(1_203);
    expect(found[0]).toEqual({
      executionId: 'x0',
      venueOrderId: 'order-x0',
      account: '123456',
      instrument: 'ZNZ6',
      side: 'buy',
      quantity: 2,
      price: 110_171_875_000,
      tsEvent: long + 1_000_000,
    });
    const calls = asked.map(({ at: name }) => name);
    expect(calls.filter((name) => name === 'ttledger/fills')).toHaveLength(3);
    expect(calls.filter((name) => name.startsWith('ttpds/instrument'))).toEqual(['ttpds/instrument/4877']);
    expect(venue.health().caches.find(({ name }) => name === 'instruments')).toEqual({
      name: 'instruments',
      entries: 1,
      hits: 0,
      misses: 1,
    });
  });

  test('of several accounts at once are one call each', async () => {
    const fills = [
      fillAt(at(1), 'x1'),
      fillAt(at(2), 'x2', { accountId: 7 }),
      fillAt(at(3), 'x3'),
      fillAt(at(4), 'x4', { accountId: 9 }),
    ];
    const positions = [
      { accountId: 123456, instrumentId: '4877', netPosition: 1 },
      { accountId: 7, instrumentId: '4877', netPosition: -1 },
    ];
    const replies = {
      ...quiet(),
      'ttledger/fills': ledger(() => fills),
      'ttledger/orders': ok({ orders: [order, { ...order, orderId: 'o-2', accountId: 7 }] }),
      'ttmonitor/position': ok({ positions }),
    };
    const { venue, asked } = await openTt({ replies });
    const { books } = venue;
    const each = [account, accountId('7')];
    const sinces = [instant(long + 2_000_000), long];
    const ids = await Promise.all(each.map((one, index) => books.fills(one, sinces[index] ?? long)));
    expect(ids.map((found) => found.map(({ executionId }) => executionId))).toEqual([['x3'], ['x2']]);
    const orders = await Promise.all(each.map((one) => books.orders(one, long)));
    expect(orders.map((found) => found.map(({ venueOrderId }) => venueOrderId))).toEqual([['o-1'], ['o-2']]);
    const held = await Promise.all(each.map((one) => books.positions(one)));
    expect(held.map((found) => found.map(({ quantity }) => quantity))).toEqual([[1], [-1]]);
    const names = ['ttledger/fills', 'ttledger/orders', 'ttmonitor/position'];
    expect(asked.map((one) => one.at).filter((name) => names.includes(name))).toEqual(names);
    expect(asked.find((one) => one.at === 'ttmonitor/position')?.query.accountIds).toBe('123456,7');
  });

  test('a time-out of TT asks for half as long', async () => {
    const fills = ledger(() => [fillAt(at(1), 'x1')]);
    const replies = {
      ...quiet(),
      'ttledger/fills': (asked: Asked) => {
        const { minTimestamp = '0', maxTimestamp } = asked.query;
        const until = maxTimestamp === undefined ? nanosecondsOf(machineClock.now()) : BigInt(maxTimestamp);
        const days = (until - BigInt(minTimestamp)) / 86_400_000_000_000n;
        return days > 1n ? { http: 408 } : fills(asked);
      },
    };
    const { venue } = await openTt({ replies });
    expect((await venue.books.fills(account, long)).map(({ executionId }) => executionId)).toEqual(['x1']);
  });

  test('what cannot be read is told and left out', async () => {
    const broken = fillAt(at(2), 'x2', { lastPx: 'much', token: 'abc' });
    const replies = {
      ...quiet(),
      'ttledger/fills': ok({ fills: [fillAt(at(1), 'x1'), broken, fillAt(at(3), 'x3', { side: 9 })] }),
    };
    const { venue, events } = await openTt({ replies });
    for (let times = 0; times < 2; times++) {
      expect((await venue.books.fills(account, long)).map(({ executionId }) => executionId)).toEqual(['x1']);
    }
    expect(events).toEqual([
      {
        type: 'malformed',
        where: 'ttledger/fills',
        reason: 'lastPx: "much" is no number',
        text: expect.stringContaining('"lastPx":"much"'),
      },
      {
        type: 'malformed',
        where: 'ttledger/fills',
        reason: 'side: "9" is neither buy nor sell',
        text: expect.stringContaining('"side":9'),
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('abc');
    expect(venue.health().malformed).toBe(2);
  });

  test.each(['', '<html>', '[]', '{"status": "Ok", "orders": 3', '\u0000'])(
    'an answer %j is asked for again, and then a problem',
    async (text) => {
      const { venue, events, asked } = await openTt({ replies: { ...quiet(), 'ttledger/orders': text } });
      await expect(venue.books.orders(account, long)).rejects.toThrow(
        'What TT answers to ttledger/orders cannot be read, twice. It is asked again later.',
      );
      expect(asked.filter(({ at: name }) => name === 'ttledger/orders')).toHaveLength(2);
      expect(events.map(({ type }) => type)).toEqual(['malformed']);
    },
  );

  test('bytes that broke on their way are read the second time', async () => {
    let times = 0;
    const replies = {
      ...quiet(),
      'ttledger/orders': () => (times++ === 0 ? '{"status": "Ok", "or' : ok({ orders: [order] })),
    };
    const { venue } = await openTt({ replies });
    expect(await venue.books.orders(account, long)).toEqual([told]);
  });

  test('a refusal of TT is said in its words', async () => {
    const { venue } = await openTt({
      replies: { ...quiet(), 'ttledger/orders': { status: 'Error', status_message: 'not entitled' } },
    });
    await expect(venue.books.orders(account, long)).rejects.toThrow('TT says no to ttledger/orders: not entitled.');
  });
});

describe('what TT does by itself', () => {
  const soon = {
    fillsEverySeconds: 1,
    ordersEverySeconds: 1,
    positionsEverySeconds: 1,
    limits: { perSecond: 100, perDay: 1_000_000 },
  };

  test('is looked at and told, each execution once', async () => {
    const now = nanosecondsOf(machineClock.now() as Instant);
    const fills = [fillAt(now - 10_000_000_000n, 'x1')];
    const orders = [order];
    const positions = [{ accountId: 123456, instrumentId: '4877', netPosition: 2 }];
    const replies = {
      ...quiet(),
      'ttledger/fills': ledger(() => fills),
      'ttledger/orders': () => ok({ orders }),
      'ttledger/orders/o-1': ok({ order: [{ ...order, orderStatus: '3', cumulatedQuantity: 10, leavesQuantity: 0 }] }),
      'ttmonitor/position': () => ok({ positions }),
    };
    const { venue, events } = await openTt({ replies, settings: soon });
    await venue.connect();
    expect(events.map(({ type }) => type).sort()).toEqual([
      'account',
      'account',
      'other_fill',
      'other_order',
      'position',
    ]);
    events.length = 0;
    fills.push(fillAt(now - 10_000_000_000n, 'x2'), fillAt(now - 20_000_000_000n, 'late'));
    orders.length = 0;
    positions.length = 0;
    await until(() => events.length >= 4);
    await until(() => venue.health().streams.every(({ messages }) => messages > 1));
    expect(
      events
        .filter(({ type }) => type === 'other_fill')
        .map((event) => event.type === 'other_fill' && event.fill.executionId),
    ).toEqual(['late', 'x2']);
    expect(events.filter(({ type }) => type !== 'other_fill').sort((a, b) => a.type.localeCompare(b.type))).toEqual([
      { type: 'other_order', order: { ...told, status: 'filled', filledQuantity: 10 } },
      { type: 'position', position: { account: '123456', instrument: 'ZNZ6', quantity: 0 } },
    ]);
    expect((await venue.books.orders(account, instant(1))).map(({ status }) => status)).toEqual(['filled']);
  });

  test('is missed while TT is away, said so, and looked at again', async () => {
    let away = false;
    const replies = { ...quiet(), 'ttledger/orders': () => (away ? { http: 403 } : ok({ orders: [] })) };
    const { venue, events, warnings } = await openTt({ replies, settings: soon });
    let changes = 0;
    venue.onHealth(() => {
      changes += 1;
    });
    await venue.connect();
    expect(venue.health().state).toBe('connected');
    away = true;
    await until(() => venue.health().state === 'reconnecting');
    expect(venue.health().reason).toMatch(/403/);
    expect(venue.health().streams.find(({ name }) => name === 'orders')?.state).toBe('reconnecting');
    away = false;
    await until(() => venue.health().state === 'connected');
    expect(events.filter(({ type }) => type === 'resumed')).toEqual([{ type: 'resumed', stream: 'orders' }]);
    expect(warnings).toHaveLength(1);
    expect(changes).toBeGreaterThanOrEqual(4);
    await venue.disconnect();
    expect(venue.health()).toMatchObject({ state: 'disconnected' });
  });
});

test('orders are placed elsewhere, and whoever sends one is told so', async () => {
  const { venue, events } = await openTt({ replies: quiet() });
  const id = clientOrderId('A-1');
  venue.place({
    clientOrderId: id,
    instrument: 'ZNZ6',
    account,
    strategy: 'manual',
    side: 'buy',
    type: 'market',
    quantity: told.terms.quantity as never,
    timeInForce: 'day',
  });
  venue.cancel(id);
  venue.replace(id, { quantity: 1 as never });
  expect(
    events.map((event) => event.type === 'order' && [event.event.type, 'reason' in event.event && event.event.reason]),
  ).toEqual([
    ['rejected', noOrders],
    ['cancel_rejected', noOrders],
    ['replace_rejected', noOrders],
  ]);
  expect(venue.capabilities.orderTypes).toEqual([]);
  expect(venue.capabilities.cannot?.orders).toBe(noOrders);
  expect(venue.depth('ZNZ6')).toBeUndefined();
  expect(venue.queueAhead(id)).toBeUndefined();
});

test('contracts are found by product and by name', async () => {
  const mar = { ...zn, id: '5000', alias: 'ZN Mar27', lastTradeDate: 20270322 };
  const spread = { ...zn, id: '6000', alias: 'ZN Dec26-Mar27', lastTradeDate: 20261221 };
  const wide = { ...zn, id: '7000', alias: 'ZN Jun27', tickSize: 0.03125, lastTradeDate: 20270621 };
  const replies = {
    ...quiet(),
    'ttpds/products': ({ query }: Asked) =>
      query.marketId === '7'
        ? ok({
            products: [
              { id: '1', symbol: 'ES', name: 'E-mini S&P 500' },
              { id: '16', symbol: 'ZN', name: '10 Year Note' },
            ],
          })
        : { http: 404 },
    'ttpds/instruments': ({ query }: Asked) =>
      ok({
        instruments:
          query.alias === undefined ? [wide, mar, zn, spread] : [zn].filter(({ alias }) => alias === query.alias),
      }),
  };
  const { venue, asked } = await openTt({ replies });
  const found = await venue.contracts?.search('zn');
  expect(found?.map(({ name, instrument, lastTradeDate }) => [name, instrument, lastTradeDate])).toEqual([
    ['ZN Dec26', 'ZNZ6', '2026-12-21'],
    ['ZN Mar27', 'ZNH7', '2027-03-22'],
    ['ZN Dec26-Mar27', undefined, '2026-12-21'],
    ['ZN Jun27 (another tick)', undefined, '2027-06-21'],
  ]);
  expect(found?.[0]).toEqual({
    id: '4877',
    instrument: 'ZNZ6',
    name: 'ZN Dec26',
    about: '10-Year T-Note',
    tick: 15_625_000,
    tickValue: 15_625_000,
    active: false,
    lastTradeDate: '2026-12-21',
  });
  expect((await venue.contracts?.search('10 year'))?.length).toBe(4);
  expect(await venue.contracts?.search('nothing')).toEqual([]);
  expect(await venue.contracts?.search(' ')).toEqual([]);
  expect(asked.filter(({ at: name }) => name === 'ttpds/products')).toHaveLength(1);
});
