import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceFromDecimal } from '../../../../core/model/price.ts';
import { priceNumber, scaled } from '../../../../server/venues/parse/number.ts';
import type { Malformed } from '../../../../server/venues/parse/records.ts';
import { accountTargets } from '../../../../server/venues/projectx/account-stream.ts';
import { Gateway } from '../../../../server/venues/projectx/http.ts';
import { HubProtocol } from '../../../../server/venues/projectx/hub-protocol.ts';
import { Market } from '../../../../server/venues/projectx/market.ts';
import { instantOf, isoOf } from '../../../../server/venues/projectx/parse/instant.ts';
import { oracle } from '../../../oracle.ts';

type Row = Readonly<Record<string, unknown>>;
interface Examples {
  readonly rest: readonly { readonly path: string; readonly response?: Row; readonly failure?: Row }[];
  readonly hubEvents: Readonly<Record<string, Row>>;
}
const examples = oracle<Examples>('projectx_examples.json');

const golden = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A gateway that answers everything with one text. */
function gatewayOf(text: string): { gateway: Gateway; malformed: Malformed[] } {
  const malformed: Malformed[] = [];
  const answer = { status: 200, headers: new Map(), text, milliseconds: 1, requestId: 'r' };
  return { gateway: new Gateway({ call: async () => answer }, (each) => malformed.push(each)), malformed };
}

const account = '704' as never;
const since = { since: 0 as never };
const asks: Readonly<Record<string, (gateway: Gateway) => Promise<unknown>>> = {
  '/api/Auth/loginKey': (gateway) => gateway.login('u', 'k'),
  '/api/Auth/validate': (gateway) => gateway.validate('t'),
  '/api/Account/search': (gateway) => gateway.accounts(),
  '/api/Contract/searchById': (gateway) => gateway.contract('CON.F.US.ENQ.H25'),
  '/api/History/retrieveBars': (gateway) => gateway.bars({} as never),
  '/api/Order/place': (gateway) => gateway.place({} as never),
  '/api/Order/cancel': (gateway) => gateway.cancel(1, 2),
  '/api/Order/search': (gateway) => gateway.orders(account, since),
  '/api/Position/searchOpen': (gateway) => gateway.positions(account),
  '/api/Trade/search': (gateway) => gateway.trades(account, since),
};

describe.skipIf(examples === undefined)('the examples of the documents', () => {
  const rest = examples?.rest ?? [];

  test('every answer is read whole', async () => {
    const read: Record<string, unknown> = {};
    for (const { path, response } of rest) {
      if (response === undefined) continue;
      const { gateway, malformed } = gatewayOf(JSON.stringify(response));
      read[path] = await asks[path]!(gateway);
      expect(malformed).toEqual([]);
    }
    await expect(golden(read)).toMatchFileSnapshot('../../../golden/projectx/answers.json');
  });

  test('every refusal is told in words', async () => {
    const told: Record<string, unknown> = {};
    for (const { path, failure } of rest) {
      if (failure === undefined) continue;
      const { gateway } = gatewayOf(JSON.stringify(failure));
      told[path] = await asks[path]!(gateway).catch((error: Error & { orderId?: string }) => [
        error.message,
        error.orderId,
      ]);
    }
    expect(told).toEqual({
      '/api/Auth/loginKey': ['The gateway does not take the user name and API key. Check both.', undefined],
      '/api/Order/place': [
        'The gateway rejected the order. It says: Brackets cannot be used with Position Brackets. You must enable Auto OCO Brackets.',
        '9057',
      ],
      '/api/Order/cancel': ['The account may not do this. It says: Follower accounts cannot cancel orders.', undefined],
    });
  });

  test('every message of the hubs is read, bare, in a list and with its action around it', async () => {
    for (const wrap of [(row: Row) => row, (row: Row) => [row], (row: Row) => ({ action: 1, data: row })]) {
      const { targets, told, malformed } = listening();
      for (const [name, row] of Object.entries(examples?.hubEvents ?? {})) {
        if (name.startsWith('GatewayUser')) targets[name]!(wrap(row));
        else targets[name]!('CON.F.US.EP.U25', wrap(row));
      }
      expect(malformed).toEqual([]);
      await expect(golden(told)).toMatchFileSnapshot('../../../golden/projectx/messages.json');
    }
  });
});

function listening() {
  const malformed: Malformed[] = [];
  const told: unknown[] = [];
  const reading = {
    emit: (event: unknown) => void told.push(event),
    dispatch: () => undefined,
    malformed: (each: Malformed) => void malformed.push(each),
  };
  const market = new Market({ ...reading, instrumentOf: () => 'ESU5', now: () => 0 as never });
  const user = accountTargets({
    ...reading,
    row: (row) => told.push(row),
    trade: (trade) => told.push(trade),
    loggedOut: () => undefined,
    nameOf: (id) => id,
  });
  const targets: Record<string, (...values: unknown[]) => void> = {
    ...market.targets,
    ...user,
  } as Record<string, (...values: unknown[]) => void>;
  return { targets, told, malformed, market };
}

test('any text is an answer or a problem', async () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `{"success":true,"errorCode":0,"orders":[${json}]}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (given) => {
      for (const ask of Object.values(asks)) {
        const { gateway } = gatewayOf(given);
        await ask(gateway).catch((error: Error) => expect(error.name).toBe('VenueProblem'));
      }
    }),
    { numRuns: 60 },
  );
});

test('any message is a value or a problem, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'GatewayQuote',
        'GatewayTrade',
        'GatewayDepth',
        'GatewayUserOrder',
        'GatewayUserTrade',
        'GatewayUserPosition',
        'GatewayUserAccount',
      ),
      fc.array(fc.anything()),
      (name, values) => {
        const { targets } = listening();
        targets[name]!(...values);
      },
    ),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"type":1,"target":"T","arguments":[${json}]}`),
        ),
      ),
      (records) => {
        const malformed: Malformed[] = [];
        const protocol = new HubProtocol('user hub', (each) => malformed.push(each));
        const messages = protocol.parseMessages(records.map((each) => `${each}\u001e`).join(''), {
          log: () => undefined,
        });
        expect(messages.length).toBeLessThanOrEqual(records.length);
      },
    ),
  );
});

test('one message that cannot be read costs no other', () => {
  const malformed: Malformed[] = [];
  const protocol = new HubProtocol('user hub', (each) => malformed.push(each));
  const good = '{"type":1,"target":"T","arguments":[]}';
  const messages = protocol.parseMessages(`${good}\u001e{"type":1,\u001e${good}\u001e`, { log: () => undefined });
  expect([messages.length, malformed]).toEqual([
    2,
    [{ where: 'user hub', reason: 'is no message of a hub', text: '{"type":1,' }],
  ]);
});

test.each([
  [6335.25, '6335.25'],
  [5e-5, '0.00005'],
  [110.265625, '110.265625'],
  [6335.250000000001, '6335.25'],
  [0.1 + 0.2, '0.3'],
  [-37.63, '-37.63'],
  [0, '0'],
])('the price %d is %s', (value, text) => {
  expect(scaled(value, 1e9)).toBe(priceFromDecimal(text));
});

test.each([1e300, Number.NaN, Number.POSITIVE_INFINITY, 0.123456789123, 2 ** 53])('%d is no price', (value) => {
  expect(scaled(value, 1e9)).toBeUndefined();
});

test('a price goes out as the number that it came in as', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e14, max: 1e14 }), (nano) => {
      expect(scaled(priceNumber(nano as never), 1e9)).toBe(nano);
    }),
  );
});

test('times are read to the microsecond and written so', () => {
  const at = instantOf('2025-07-18T21:00:01.268009+00:00');
  expect(at).toBe(1_752_872_401_268_009);
  expect(isoOf(at!)).toBe('2025-07-18T21:00:01.268009Z');
  expect(instantOf('2025-07-18T16:00:01.2680091-05:00')).toBe(at);
  expect(['', 'soon', '2025-07-18', '2025-13-40T99:00:00Z'].map(instantOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('partial quotes are put together, and depth follows its types', () => {
  const { targets, told, market } = listening();
  const depth = (type: number, price: number | null, volume: number) =>
    targets.GatewayDepth!('C', { timestamp: '2024-07-21T13:45:00Z', type, price, volume });
  targets.GatewayQuote!('C', { bestBid: 100, bestAsk: 101, timestamp: '2024-07-21T13:45:00Z' });
  for (const [type, price, volume] of [
    [2, 99, 3],
    [4, 100, 5],
    [1, 101, 7],
    [2, 98, 1],
    [2, 98, 0],
    [5, 100, 9],
    [9, 99, 4],
  ] as const)
    depth(type, price, volume);
  targets.GatewayQuote!('C', { bestBid: 99, timestamp: '2024-07-21T13:45:01Z' });
  targets.GatewayQuote!('C', { lastPrice: 99 });
  const quotes = told.filter((each) => (each as { type: string }).type === 'quote');
  expect(quotes).toMatchObject([
    { quote: { bid: 100e9, bidSize: 0, ask: 101e9, askSize: 0 } },
    { quote: { bid: 99e9, bidSize: 4, ask: 101e9, askSize: 7 } },
  ]);
  expect(quotes).toHaveLength(2);
  expect(market.depth('ESU5')).toMatchObject({
    bids: [{ price: 99e9, quantity: 4 }],
    asks: [{ price: 101e9, quantity: 7 }],
  });
  depth(6, null, 0);
  expect(market.depth('ESU5')).toMatchObject({ bids: [], asks: [] });
});
