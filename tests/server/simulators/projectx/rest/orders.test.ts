import { describe, expect, it } from 'vitest';
import { accounts, ES, type Opened, open, type Row } from '../opened.ts';

const accountId = accounts.position;
const since = { accountId, startTimestamp: '2020-01-01T00:00:00Z' };
const base = { accountId, contractId: ES, type: 2, side: 0, size: 1 };

/** Best bid and ask in points, and the tick. */
function touch(gateway: Opened): { bid: number; ask: number } {
  const { exchange } = gateway.simulator;
  const { bids, asks } = exchange.depth(exchange.instruments[0]!.id)!;
  return { bid: bids[0]!.price / 1e9, ask: asks[0]!.price / 1e9 };
}

/** Trades one lot, so that there is a last price. */
async function last(gateway: Opened): Promise<number> {
  await gateway.call('Order/place', { ...base, accountId: accounts.follower });
  const { exchange } = gateway.simulator;
  return exchange.last(exchange.instruments[0]!.id)!.price / 1e9;
}

const place = (gateway: Opened, body: Row) => gateway.call('Order/place', { ...base, ...body });

async function orderOf(gateway: Opened, { orderId }: Row): Promise<Row> {
  return (await gateway.call('Order/searchById', { accountId, orderId })).order as Row;
}

describe('Order/place', () => {
  const refused: readonly [what: string, body: Row, code: number, message: string | null][] = [
    ['an account that is not there', { accountId: 5 }, 1, null],
    ['a contract that is not there', { contractId: 'CON.F.US.NONE.Z26' }, 8, 'Invalid symbol'],
    ['a contract without a market', { contractId: 'CON.F.US.EP.H27' }, 9, null],
    ['an account that may not trade', { accountId: accounts.closed }, 4, null],
    ['no size', { size: 0 }, 2, null],
    ['a side that is none', { side: 2 }, 2, null],
    ['a type that is none', { type: 9 }, 2, null],
    ['a stop limit', { type: 3, limitPrice: 6_000, stopPrice: 6_000 }, 2, null],
    ['a limit without a price', { type: 1 }, 2, null],
    ['a limit off the tick', { type: 1, limitPrice: 6_000.1 }, 2, null],
    ['a stop without a price', { type: 4 }, 2, null],
    ['a trailing stop without a level', { type: 5 }, 2, 'Trail Distance not set.'],
    [
      'a trailing stop off the tick',
      { type: 5, trailPrice: 6_000.1 },
      2,
      'Invalid trail price. Price is not aligned to tick size.',
    ],
    ['a trailing stop before the first trade', { type: 5, trailPrice: 6_000 }, 2, 'Cannot trail without a last price'],
    [
      'brackets of an account with position brackets',
      { takeProfitBracket: { ticks: 10, type: 1 } },
      2,
      'Brackets cannot be used with Position Brackets. You must enable Auto OCO Brackets.',
    ],
  ];
  for (const [what, body, code, message] of refused) {
    it(`rejects ${what}`, async () => {
      const gateway = await open();
      const { orderId, ...answer } = await place(gateway, body);
      expect(answer).toEqual({ success: false, errorCode: code, errorMessage: message });
      expect(typeof orderId).toBe(code === 1 || code === 8 ? 'object' : 'number');
    });
  }

  it('gives a rejected order an id and keeps it', async () => {
    const gateway = await open();
    const answer = await place(gateway, { type: 1, limitPrice: 6_000.1, customTag: 'a' });
    expect(await orderOf(gateway, answer)).toMatchObject({
      id: answer.orderId,
      status: 5,
      customTag: 'a',
      fillVolume: 0,
    });
    expect(await gateway.rows('Order/searchOpen', { accountId })).toEqual([]);
  });

  it('fills a market order and states its average', async () => {
    const gateway = await open();
    const { ask } = touch(gateway);
    const answer = await place(gateway, { size: 2, customTag: 'mine' });
    expect(answer).toEqual({ orderId: answer.orderId, success: true, errorCode: 0, errorMessage: null });
    expect(await orderOf(gateway, answer)).toEqual({
      id: answer.orderId,
      accountId,
      contractId: ES,
      symbolId: 'F.US.EP',
      creationTimestamp: '2026-11-18T11:06:40+00:00',
      updateTimestamp: '2026-11-18T11:06:40+00:00',
      status: 2,
      type: 2,
      side: 0,
      size: 2,
      limitPrice: null,
      stopPrice: null,
      fillVolume: 2,
      filledPrice: ask,
      customTag: 'mine',
    });
  });

  it('takes a tag once an account', async () => {
    const gateway = await open();
    const [first, second] = [await place(gateway, { customTag: 't' }), await place(gateway, { customTag: 't' })];
    expect([first.success, second.success, second.errorCode]).toEqual([true, false, 2]);
    expect(await place(gateway, { customTag: 't', accountId: accounts.autoOco })).toMatchObject({ success: true });
    const tags = (await gateway.rows('Order/search', since)).map(({ customTag, status }) => [customTag, status]);
    expect(tags).toEqual([
      ['t', 2],
      [null, 5],
    ]);
  });

  it('joins the best bid and the best ask', async () => {
    const gateway = await open();
    const { bid, ask } = touch(gateway);
    const joined = [await place(gateway, { type: 6 }), await place(gateway, { type: 7, side: 1 })];
    const orders = await Promise.all(joined.map((each) => orderOf(gateway, each)));
    expect(orders.map(({ type, status, limitPrice }) => [type, status, limitPrice])).toEqual([
      [6, 1, bid],
      [7, 1, ask],
    ]);
  });

  it('reads the level of a trailing stop as a distance in whole ticks, and states it in points', async () => {
    const gateway = await open();
    const at = await last(gateway);
    const sell = await orderOf(gateway, await place(gateway, { type: 5, side: 1, trailPrice: at - 6 * 0.25 }));
    expect([sell.trailDistance, sell.trailPrice, sell.stopPrice, sell.status]).toEqual([6, 1.5, at - 1.5, 1]);
    const buy = await orderOf(gateway, await place(gateway, { type: 5, side: 0, trailPrice: at + 6 * 0.25 }));
    expect([buy.trailDistance, buy.trailPrice, buy.stopPrice, buy.status]).toEqual([6, 1.5, at + 1.5, 1]);
    expect(await place(gateway, { type: 5, side: 1, trailPrice: at - 1_001 * 0.25 })).toMatchObject({
      errorCode: 2,
      errorMessage: 'Trail Distance exceeds maximum (1000)',
    });
    // the level is absolute: a distance in its place is far away
    expect(await place(gateway, { type: 5, side: 1, trailPrice: 1.5 })).toMatchObject({ success: false });
  });
});

describe('Order/modify', () => {
  const resting = async (gateway: Opened): Promise<Row> =>
    place(gateway, { type: 1, limitPrice: touch(gateway).bid - 2 });

  it('changes size and price', async () => {
    const gateway = await open();
    const { orderId } = await resting(gateway);
    const limitPrice = touch(gateway).bid - 3;
    expect(await gateway.call('Order/modify', { accountId, orderId, size: 4, limitPrice })).toEqual({
      success: true,
      errorCode: 0,
      errorMessage: null,
    });
    expect(await orderOf(gateway, { orderId })).toMatchObject({ size: 4, limitPrice, status: 1 });
  });

  it('does not hold the distance of a trailing stop against its maximum', async () => {
    const gateway = await open();
    const at = await last(gateway);
    const { orderId } = await place(gateway, { type: 5, side: 1, trailPrice: at - 10 });
    const answer = await gateway.call('Order/modify', { accountId, orderId, trailPrice: at - 1_200 * 0.25 });
    expect(answer).toMatchObject({ success: true });
    expect(await orderOf(gateway, { orderId })).toMatchObject({ trailDistance: 1_200, trailPrice: 300 });
  });

  const refused: readonly [what: string, change: Row, code: number][] = [
    ['an account that is not there', { accountId: 5 }, 1],
    ['an account that may not trade', { accountId: accounts.closed }, 6],
    ['an order that is not there', { orderId: 1 }, 2],
    ['an order of another account', { accountId: accounts.autoOco }, 2],
    ['a price off the tick', { limitPrice: 6_000.1 }, 3],
    ['a stop price of a limit', { stopPrice: 6_000 }, 3],
    ['a level of an order that does not trail', { trailPrice: 6_000 }, 3],
    ['a size of nothing', { size: 0 }, 3],
  ];
  for (const [what, change, code] of refused) {
    it(`refuses ${what}`, async () => {
      const gateway = await open();
      const { orderId } = await resting(gateway);
      const answer = await gateway.call('Order/modify', { accountId, orderId, ...change });
      expect(answer).toEqual({ success: false, errorCode: code, errorMessage: null });
    });
  }

  it('refuses an order that is over', async () => {
    const gateway = await open();
    const { orderId } = await place(gateway, {});
    expect(await gateway.call('Order/modify', { accountId, orderId, size: 2 })).toMatchObject({ errorCode: 3 });
  });
});

describe('Order/cancel', () => {
  it('cancels once', async () => {
    const gateway = await open();
    const { orderId } = await place(gateway, { type: 6 });
    const cancel = () => gateway.call('Order/cancel', { accountId, orderId });
    expect([await cancel(), await cancel()]).toEqual([
      { success: true, errorCode: 0, errorMessage: null },
      { success: false, errorCode: 3, errorMessage: null },
    ]);
    expect(await orderOf(gateway, { orderId })).toMatchObject({ status: 3 });
  });

  it('has codes for what is not there', async () => {
    const gateway = await open();
    expect(await gateway.call('Order/cancel', { accountId: 5, orderId: 1 })).toMatchObject({ errorCode: 1 });
    expect(await gateway.call('Order/cancel', { accountId, orderId: 1 })).toMatchObject({ errorCode: 2 });
  });
});

describe('searches of orders', () => {
  it('have codes for what is not there', async () => {
    const gateway = await open();
    expect(await gateway.call('Order/search', { ...since, accountId: 5 })).toEqual({
      orders: null,
      success: false,
      errorCode: 1,
      errorMessage: null,
    });
    expect(await gateway.call('Order/searchOpen', { accountId: 5 })).toMatchObject({ errorCode: 1 });
    expect(await gateway.call('Order/searchById', { accountId, orderId: 1 })).toMatchObject({
      order: null,
      errorCode: 1,
    });
  });

  it('keep to a window of creation', async () => {
    const gateway = await open();
    await place(gateway, { customTag: 'a' });
    gateway.advance(1_000);
    await place(gateway, { customTag: 'b' });
    const tags = async (window: Row) =>
      (await gateway.rows('Order/search', { accountId, ...window })).map(({ customTag }) => customTag);
    expect(await tags({ startTimestamp: '2026-11-18T11:06:40Z' })).toEqual(['a', 'b']);
    expect(await tags({ startTimestamp: '2026-11-18T11:06:40.000001Z' })).toEqual(['b']);
    expect(await tags({ startTimestamp: '2026-11-18T11:00:00Z', endTimestamp: '2026-11-18T11:06:40Z' })).toEqual(['a']);
  });
});

describe('Order/v2/query', () => {
  it('filters, sorts, pages and counts', async () => {
    const gateway = await open();
    for (const customTag of ['a', 'b', 'c']) await place(gateway, { customTag });
    await place(gateway, { customTag: 'd', type: 6 });
    const query = async (body: Row) => {
      const { orders, totalCount } = await gateway.call('Order/v2/query', body);
      return [(orders as Row[]).map(({ customTag }) => customTag), totalCount];
    };
    expect(await query({ filter: { accountId } })).toEqual([['a', 'b', 'c', 'd'], null]);
    expect(await query({ filter: { accountId, statuses: [1] }, includeTotalCount: true })).toEqual([['d'], 1]);
    const page = { filter: { accountId, statuses: [2] }, pageSize: 2, sortBy: 1, sortDirection: 1 };
    expect(await query({ ...page, includeTotalCount: true })).toEqual([['c', 'b'], 3]);
    expect(await query({ ...page, pageOffset: 2 })).toEqual([['a'], null]);
    expect(await query({ filter: { accountId, contractId: 'CON.F.US.ENQ.Z26' } })).toEqual([[], null]);
    expect(await query({ filter: { accountId, createdAfter: '2026-11-19T00:00:00Z' } })).toEqual([[], null]);
    expect(await gateway.call('Order/v2/query', { filter: { accountId: 5 } })).toMatchObject({ errorCode: 1 });
  });

  for (const body of [{}, { filter: {} }, { filter: { accountId: 'x' } }, { filter: { accountId }, pageSize: 0 }]) {
    it(`answers ${JSON.stringify(body)} with a problem`, async () => {
      const gateway = await open();
      const response = await gateway.send('/api/Order/v2/query', body);
      expect([response.status, response.headers.get('content-type')]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
      expect(Object.keys((await response.json()) as Row)).toEqual(['type', 'title', 'status', 'errors', 'traceId']);
    });
  }
});
