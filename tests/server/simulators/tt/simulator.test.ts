import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../core/model/time.ts';
import { type Asked, type OpenTt, openTt } from './open.ts';

const E = 'ext_prod_sim';
let tt: OpenTt;
beforeAll(async () => {
  tt = await openTt();
});
afterAll(() => tt.simulator.close());

let other: OpenTt | undefined;
afterEach(async () => {
  await other?.simulator.close();
  other = undefined;
});

describe('the token', () => {
  it('is had for a form with the key and its secret', async () => {
    const answer = await tt.call(`/ttid/${E}/token`, tt.form(tt.key));
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^[0-9a-z]{30,}$/),
        seconds_until_expiry: 86_400,
        status: 'Ok',
        token_type: 'bearer',
      },
    ]);
  });

  const wrong: [what: string, asked: (tt: OpenTt) => Asked, status: number, message: string][] = [
    ['another grant', ({ form, key }) => form({ ...key, grant_type: 'password' }), 400, 'grant_type is user_app.'],
    ['a wrong secret', ({ form, key }) => form({ ...key, app_key: 'simulator:x' }), 401, 'The app_key is not valid.'],
    ['no key in the form', ({ form }) => form({ grant_type: 'user_app' }), 401, 'The app_key is not valid.'],
    [
      'JSON',
      ({ form, key }) => ({
        ...form(key),
        headers: { 'x-api-key': 'simulator', 'content-type': 'application/json' },
        body: JSON.stringify(key),
      }),
      400,
      'The body is application/x-www-form-urlencoded.',
    ],
  ];
  it.each(wrong)('is not had for %s', async (_what, asked, status, message) => {
    const answer = await tt.call(`/ttid/${E}/token`, asked(tt));
    expect([answer.status, answer.body]).toEqual([status, { status: 'Failed', status_message: message }]);
    tt.run(SECOND);
  });

  it('is of one environment, lapses, and is not ended by another', async () => {
    other = await openTt({ tokenLife: 60_000 });
    const bearer = await other.token();
    const at = async (environment: string) =>
      (
        await other?.call(`/ttpds/${environment}/markets`, {
          headers: { 'x-api-key': 'simulator', authorization: `Bearer ${bearer}` },
        })
      )?.status;
    expect([await at(E), await at('ext_uat_cert')]).toEqual([200, 401]);
    await other.token();
    expect(await at(E)).toBe(200);
    other.clock.advance(60 * SECOND);
    expect(await at(E)).toBe(401);
  });
});

describe('the gateway refuses', () => {
  const signature = "Invalid key=value pair (missing equal-sign) in Authorization header: 'Bearer'.";
  const noRequestId = {
    status: 'Failed',
    status_message: 'requestId is <application>-<company>--<GUID>, as a parameter of the query.',
  };
  const missing = { message: 'Missing Authentication Token' };
  const guid = '11111111-2222-4333-8444-555555555555';
  const cases: [what: string, path: string, asked: Asked, status: number, body: unknown][] = [
    ['a service in capitals', `/TTPDS/${E}/markets`, {}, 403, missing],
    ['another service', `/ttother/${E}/markets`, {}, 403, missing],
    ['another environment', '/ttpds/ext_other/markets', {}, 403, missing],
    ['no key', `/ttpds/${E}/markets`, { headers: { 'x-api-key': undefined } }, 403, { message: 'Forbidden' }],
    ['another key', `/ttpds/${E}/markets`, { headers: { 'x-api-key': 'x' } }, 403, { message: 'Forbidden' }],
    ['no token', `/ttpds/${E}/markets`, { headers: { authorization: undefined } }, 401, { message: 'Unauthorized' }],
    [
      'another token',
      `/ttpds/${E}/markets`,
      { headers: { authorization: 'Bearer x' } },
      401,
      { message: 'Unauthorized' },
    ],
    [
      'a GET with a type',
      `/ttpds/${E}/markets`,
      { headers: { 'content-type': 'application/json' } },
      403,
      { message: signature },
    ],
    ['no request id', `/ttpds/${E}/markets`, { requestId: undefined }, 400, noRequestId],
    ['a request id without GUID', `/ttpds/${E}/markets`, { requestId: 'Deskbook-own--1' }, 400, noRequestId],
    ['a request id with a blank', `/ttpds/${E}/markets`, { requestId: `Desk book-own--${guid}` }, 400, noRequestId],
    ['an endpoint that is not there', `/ttpds/${E}/nothing`, {}, 404, { message: 'Not Found' }],
    ['an endpoint of unknown answers', `/ttledger/${E}/tcrfills`, {}, 404, { message: 'Not Found' }],
  ];
  it.each(cases)('%s', async (_what, path, asked, status, body) => {
    const answer = await tt.get(path, asked);
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  it('the host of the gateway that was', async () => {
    const { port } = new URL(tt.simulator.address);
    const asked = request({
      port,
      host: '127.0.0.1',
      path: `/ttpds/${E}/markets`,
      headers: { host: 'apigateway.trade.tt' },
    });
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, JSON.parse(await text(answer))]).toEqual([403, { message: signature }]);
  });

  it('more calls than the plan has a second', async () => {
    other = await openTt({ plan: 'free' });
    const statuses: number[] = [];
    const call = async () =>
      (await other?.call(`/ttpds/${E}/markets`, { headers: { 'x-api-key': 'simulator' } }))?.status ?? 0;
    for (let count = 0; count < 4; count++) statuses.push(await call());
    other.clock.advance(SECOND / 2);
    statuses.push(await call(), await call());
    // the token was the first of three
    expect(statuses).toEqual([401, 401, 429, 429, 401, 429]);
    const full = await other.call(`/ttpds/${E}/markets`, { headers: { 'x-api-key': 'simulator' } });
    expect(full.body).toEqual({ message: 'Too Many Requests' });
  });
});

describe('an answer of a service', () => {
  const unknown: [path: string, message: string][] = [
    [`/ttledger/${E}/orders/11111111-2222-4333-8444-555555555555`, 'There is no such order.'],
    [`/ttmonitor/${E}/position/9`, 'There is no such account.'],
    [`/ttmonitor/${E}/productposition/9`, 'There is no such account.'],
    [`/ttmonitor/${E}/sod/9`, 'There is no such account.'],
    [`/ttpds/${E}/product/9`, 'There is no such product.'],
    [`/ttpds/${E}/instrument/9`, 'There is no such instrument.'],
    [`/ttuser/${E}/user/9`, 'There is no such user.'],
    [`/ttaccount/${E}/account/9`, 'There is no such account.'],
    [`/ttaccount/${E}/account/9/limits`, 'There is no such account.'],
  ];
  it.each(unknown)('to %s is 404', async (path, message) => {
    const { status, body } = await tt.get(path);
    expect([status, body]).toEqual([404, { status: 'Failed', status_message: message }]);
  });

  const bad: [path: string, message: string][] = [
    [`/ttledger/${E}/fills?minTimestamp=yesterday`, 'minTimestamp and maxTimestamp are nanoseconds since 1970.'],
    [`/ttledger/${E}/orders?nextPageKey=zzz`, 'nextPageKey is none of this endpoint.'],
    [`/ttpds/${E}/products`, 'marketId is needed.'],
    [`/ttpds/${E}/instruments`, 'productId or alias is needed.'],
  ];
  it.each(bad)('to %s is 400', async (path, message) => {
    const { status, body } = await tt.get(path);
    expect([status, body]).toEqual([400, { status: 'Failed', status_message: message }]);
  });

  const lists: [path: string, member: string, count: number | undefined][] = [
    [`/ttpds/${E}/markets`, 'markets', 3],
    [`/ttpds/${E}/mics`, 'markets', 1],
    [`/ttpds/${E}/products?marketId=7`, 'products', undefined],
    [`/ttpds/${E}/products?marketId=8`, 'products', 0],
    [`/ttpds/${E}/instruments?alias=ZN%20Dec26`, 'instruments', 1],
    [`/ttpds/${E}/instruments?alias=ZN%20Dec99`, 'instruments', 0],
    [`/ttpds/${E}/productdata`, 'productTypes', 1],
    [`/ttpds/${E}/instrumentdata`, 'optionCodes', 2],
    [`/ttuser/${E}/users`, 'users', 1],
    [`/ttuser/${E}/user/5001`, 'user', 1],
    [`/ttuser/${E}/user/5001/accounts`, 'accounts', 3],
    [`/ttuser/${E}/user/5001/limits`, 'userLimits', 1],
    [`/ttaccount/${E}/accounts`, 'accounts', 3],
    [`/ttaccount/${E}/accounts?mineOnly=true`, 'accounts', 3],
    [`/ttaccount/${E}/account/1003`, 'account', 1],
    [`/ttaccount/${E}/account/1003/limits`, 'accountLimits', 1],
    [`/ttmonitor/${E}/position`, 'positions', 0],
    [`/ttmonitor/${E}/sod/1001`, 'sod', 0],
  ];
  it.each(lists)('to %s says Ok, and that it is the last page, as texts', async (path, member, count) => {
    const { status, body, headers } = await tt.get(path);
    expect([status, body.status, body.lastPage, body.nextPageKey]).toEqual([200, 'Ok', 'true', undefined]);
    expect(headers.get('content-type')).toBe('application/json');
    if (count === undefined) expect(Object.keys(body[member] ?? []).length).toBeGreaterThan(10);
    else expect(body[member]).toHaveLength(count);
  });

  it('about codes has a name for each code that is sent', async () => {
    const { body } = await tt.get(`/ttledger/${E}/orderdata`);
    expect(body.orderData).toMatchObject({ side: { 1: 'BUY', 2: 'SELL' } });
    await tt.place({ type: 'limit', price: '109', tag: 'mine' });
    const orders = (await tt.get(`/ttledger/${E}/orders`)).body.orders;
    for (const each of orders) {
      const { side, orderStatus, orderType, timeInForce, executionType, algoType } = each;
      expect(body.orderData).toMatchObject({
        side: { [String(side)]: expect.any(String) },
        orderStatus: { [String(orderStatus)]: expect.any(String) },
        orderType: { [String(orderType)]: expect.any(String) },
        timeInForce: { [String(timeInForce)]: expect.any(String) },
        executionType: { [String(executionType)]: expect.any(String) },
        algoType: { [String(algoType)]: expect.any(String) },
      });
    }
  });

  it('about an instrument is found by its product, its alias and its id', async () => {
    const listed = (await tt.get(`/ttpds/${E}/instruments?alias=ZT%20Dec26`)).body.instruments[0]!;
    expect(listed).toMatchObject({
      alias: 'ZT Dec26',
      tickSize: 0.00390625,
      tickValue: 7.8125,
      pointValue: 2_000,
      marketId: 7,
    });
    expect((await tt.get(`/ttpds/${E}/instrument/${listed.id}`)).body.instrument).toEqual([listed]);
    const ofProduct = (await tt.get(`/ttpds/${E}/instruments?productId=${listed.productId}`)).body.instruments;
    expect(ofProduct.map(({ alias }) => alias)).toContain('ZT Dec26');
    const { body } = await tt.get(`/ttpds/${E}/product/${listed.productId}`);
    expect(body).toMatchObject({ product: [{ id: listed.productId, symbol: 'ZT', productTypeId: 34 }] });
    expect(listed.id).toMatch(/^\d{15,20}$/);
  });
});
