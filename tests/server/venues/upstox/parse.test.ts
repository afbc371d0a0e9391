import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { instant, SECOND } from '../../../../core/model/time.ts';
import { sentenceOf } from '../../../../server/venues/upstox/errors.ts';
import { feedRecord, fundsRecord, profileRecord } from '../../../../server/venues/upstox/parse/account.ts';
import { barRecord } from '../../../../server/venues/upstox/parse/bar.ts';
import { failure } from '../../../../server/venues/upstox/parse/envelope.ts';
import { orderRecord } from '../../../../server/venues/upstox/parse/order.ts';
import { positionRecord } from '../../../../server/venues/upstox/parse/position.ts';
import { dayAfter, dayOf, instantOf, startOf, tokenEnd } from '../../../../server/venues/upstox/parse/time.ts';
import { tradeRecord } from '../../../../server/venues/upstox/parse/trade.ts';

const utc = (text: string) => instant(Date.parse(text) * 1_000);

test.for([
  ['2023-10-19 13:25:13', '2023-10-19T07:55:13Z'],
  ['03-Aug-2017 15:03:42', '2017-08-03T09:33:42Z'],
  ['2023-10-19T15:15:00+05:30', '2023-10-19T09:45:00Z'],
  ['2023-10-19 00:00:00', '2023-10-18T18:30:00Z'],
  ['2023-10-19 13:25:13.250', '2023-10-19T07:55:13.250Z'],
  ['2024-02-29 13:25:13', '2024-02-29T07:55:13Z'],
  ['2023-02-29 13:25:13', undefined],
  ['2023-10-19 25:25:13', undefined],
  ['03-Foo-2017 15:03:42', undefined],
  ['', undefined],
  ['19/10/2023', undefined],
] as const)('%s is %s', ([text, expected]) => {
  expect(instantOf(text)).toBe(expected && utc(expected));
});

test('a day of India begins at 18:30 of the day before, and a token ends at 03:30', () => {
  expect(dayOf(utc('2026-11-20T18:29:59Z'))).toBe('2026-11-20');
  expect(dayOf(utc('2026-11-20T18:30:00Z'))).toBe('2026-11-21');
  expect(startOf('2026-11-21')).toBe(utc('2026-11-20T18:30:00Z'));
  expect(dayAfter('2026-11-30', 1)).toBe('2026-12-01');
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
  // documented: made at eight in the evening of Tuesday or at half past two of Wednesday, it ends at half past three of Wednesday
  expect(tokenEnd(utc('2026-11-17T14:30:00Z'))).toBe(utc('2026-11-17T22:00:00Z'));
  expect(tokenEnd(utc('2026-11-17T21:00:00Z'))).toBe(utc('2026-11-17T22:00:00Z'));
  expect(tokenEnd(utc('2026-11-17T22:00:00Z'))).toBe(utc('2026-11-18T22:00:00Z'));
});

describe('an order of the order book', () => {
  const complete = {
    exchange: 'NSE',
    product: 'D',
    price: 571.0,
    quantity: 1,
    status: 'complete',
    tag: null,
    instrument_token: 'NSE_EQ|INE062A01020',
    placed_by: '******',
    trading_symbol: 'SBIN-EQ',
    tradingsymbol: 'SBIN-EQ',
    order_type: 'LIMIT',
    validity: 'DAY',
    trigger_price: 0.0,
    disclosed_quantity: 0,
    transaction_type: 'BUY',
    average_price: 570.95,
    filled_quantity: 1,
    pending_quantity: 0,
    status_message: null,
    status_message_raw: null,
    exchange_order_id: '1300000025660919',
    parent_order_id: null,
    order_id: '231019025562880',
    variety: 'SIMPLE',
    order_timestamp: '2023-10-19 13:25:13',
    exchange_timestamp: '2023-10-19 13:25:13',
    is_amo: false,
    order_request_id: '1',
    order_ref_id: 'GTT-C23191000044253',
  };

  test('is read', () => {
    const at = utc('2023-10-19T07:55:13Z');
    expect(orderRecord.parse(complete)).toEqual({
      id: '231019025562880',
      contractId: 'NSE_EQ|INE062A01020',
      side: 'buy',
      type: 'limit',
      terms: { quantity: 1, price: 571_000_000_000 },
      standing: 'filled',
      filledQuantity: 1,
      tsCreated: at,
      tsUpdated: at + 10_000 + 4_000 + 5_000,
    });
  });

  test('that was rejected says why', () => {
    const row = {
      ...complete,
      product: 'I',
      price: 0,
      quantity: 1500,
      status: 'rejected',
      instrument_token: 'NSE_FO|52567',
      order_type: 'SL-M',
      trigger_price: 570,
      transaction_type: 'SELL',
      filled_quantity: 0,
      status_message: 'You need to add Rs. 138385.27 in your account to place this trade.',
      exchange_order_id: '',
      exchange_timestamp: null,
      tag: 'db1-p7',
    };
    expect(orderRecord.parse(row)).toMatchObject({
      side: 'sell',
      type: 'stop',
      terms: { quantity: 1500, stopPrice: 570_000_000_000 },
      standing: 'rejected',
      tag: 'db1-p7',
      reason: 'You need to add Rs. 138385.27 in your account to place this trade.',
    });
  });

  test('on the portfolio stream is the same, under another name or two', () => {
    const update = {
      update_type: 'order',
      user_id: '******',
      userId: '******',
      exchange: 'NSE',
      instrument_token: 'NSE_EQ|INE848E01016',
      instrument_key: 'NSE_EQ|INE848E01016',
      trading_symbol: 'NHPC-EQ',
      product: 'D',
      order_type: 'MARKET',
      average_price: 0,
      price: 0,
      trigger_price: 0,
      quantity: 1,
      disclosed_quantity: 0,
      pending_quantity: 1,
      transaction_type: 'BUY',
      order_ref_id: '57744821658411',
      exchange_order_id: '',
      parent_order_id: null,
      validity: 'DAY',
      status: 'put order req received',
      is_amo: false,
      variety: 'SIMPLE',
      tag: null,
      exchange_timestamp: null,
      status_message: '',
      order_id: '240221025997024',
      order_request_id: '1',
      order_timestamp: '2024-02-21 14:40:02',
      filled_quantity: 0,
      guid: null,
      placed_by: '******',
      status_message_raw: null,
    };
    expect(orderRecord.parse(update)).toMatchObject({
      id: '240221025997024',
      type: 'market',
      terms: { quantity: 1 },
      standing: 'none',
      filledQuantity: 0,
      tsCreated: utc('2024-02-21T09:10:02Z'),
    });
  });

  test('that changes within a second is newer the further it is', () => {
    const told = (more: object) =>
      orderRecord.parse({ ...complete, quantity: 10, filled_quantity: 0, status: 'open', ...more }).tsUpdated;
    const later = [
      told({}),
      told({ filled_quantity: 1 }),
      told({ filled_quantity: 9 }),
      told({ order_request_id: '2', filled_quantity: 9 }),
      told({ order_request_id: '2', filled_quantity: 9, status: 'cancelled' }),
      told({ order_request_id: '3', filled_quantity: 9 }),
      told({ exchange_timestamp: '2023-10-19 13:25:14' }),
    ];
    expect(later).toEqual([...later].sort((a, b) => a - b));
    expect(new Set(later).size).toBe(later.length);
    expect(told({ order_request_id: '9999', status: 'complete', filled_quantity: 10 }) - told({})).toBeLessThan(SECOND);
  });

  test('with a change on its way is not read for its terms', () => {
    expect(orderRecord.parse({ ...complete, status: 'modify pending' })).toMatchObject({
      standing: 'open',
      settling: true,
    });
    expect(orderRecord.parse({ ...complete, status: 'not modified' })).toMatchObject({
      settling: true,
      refused: 'change',
    });
    expect(orderRecord.parse({ ...complete, status: 'open' })).not.toHaveProperty('settling');
  });
});

test('a trade is one with its order', () => {
  const row = {
    exchange: 'NSE',
    product: 'D',
    trading_symbol: 'GMRINFRA-EQ',
    instrument_token: '151064324',
    order_type: 'MARKET',
    transaction_type: 'BUY',
    quantity: 1,
    exchange_order_id: '221013001021540',
    order_id: '221013001021539',
    exchange_timestamp: '03-Aug-2017 15:03:42',
    average_price: 299.4,
    trade_id: '50091502',
    order_ref_id: 'udapi-aqwsed14356',
    order_timestamp: '23-Apr-2021 14:22:06',
  };
  expect(tradeRecord.parse(row)).toEqual({
    id: '221013001021539-50091502',
    order: '221013001021539',
    contractId: '151064324',
    side: 'buy',
    quantity: 1,
    price: 299_400_000_000,
    voided: false,
    ts: utc('2017-08-03T09:33:42Z'),
  });
  expect(tradeRecord.safeParse({ ...row, exchange_timestamp: '', order_timestamp: null }).success).toBe(false);
});

test('a position', () => {
  const row = {
    exchange: 'NFO',
    multiplier: 1.0,
    value: 39.75,
    pnl: 26.25,
    product: 'D',
    instrument_token: 'NSE_FO|52618',
    average_price: 2.65,
    buy_value: 0.0,
    overnight_quantity: 15,
    quantity: 15,
    last_price: 1.75,
    unrealised: -658304.25,
    realised: -0.0,
    buy_price: 2.65,
    sell_price: 0.0,
  };
  expect(positionRecord.parse(row)).toEqual({
    contractId: 'NSE_FO|52618',
    product: 'D',
    quantity: 15,
    average: '2.65',
    startOfDay: 15,
    realized: -0,
    unrealized: -658_304_250_000,
  });
  expect(positionRecord.parse({ ...row, average_price: null, quantity: -15, sell_price: 3.5 })).toMatchObject({
    average: '3.5',
  });
});

test('a bar, funds, a profile and where a feed is', () => {
  expect(barRecord.parse(['2025-01-01T15:29:00+05:30', 53.1, 53.95, 51.6, 52.05, 235519861, 0])).toEqual({
    t: utc('2025-01-01T09:59:00Z'),
    o: 53_100_000_000,
    h: 53_950_000_000,
    l: 51_600_000_000,
    c: 52_050_000_000,
    v: 235519861,
  });
  expect(fundsRecord.parse({ equity: { used_margin: 0.8, available_margin: 15507.46 } })).toBe(15_507_460_000);
  expect(profileRecord.parse({ user_id: '2ABCDE', user_name: 'A. Person', is_active: true })).toEqual({
    id: '2ABCDE',
    name: 'A. Person',
    isActive: true,
  });
  const address = 'wss://xyz.upstox.com/market-data-feeder/v3/upstox-developer-api/feeds?requestId=2f64&code=9355';
  expect(feedRecord.parse({ authorized_redirect_uri: address })).toBe(address);
  expect(feedRecord.parse({ authorizedRedirectUri: address })).toBe(address);
  expect(feedRecord.safeParse({ authorized_redirect_uri: 'https://elsewhere' }).success).toBe(false);
});

test.for([
  [
    {
      status: 'error',
      errors: [{ errorCode: 'UDAPI100010', message: 'Order not found', propertyPath: null, invalidValue: null }],
    },
    'Upstox has no such order. It says: Order not found.',
  ],
  [
    { status: 'error', errors: [{ error_code: 'UDAPI1052', message: 'Quantity is wrong', property_path: 'quantity' }] },
    'The order has no quantity. It says (quantity): Quantity is wrong.',
  ],
  [{ errors: [{ errorCode: 'UDAPI9999', message: 'Something new.' }] }, 'Upstox says no: Something new.'],
  [{ errors: [{ errorCode: 'UDAPI9999', message: '' }] }, 'Upstox says no with UDAPI9999.'],
] as const)('the refusal %j is a sentence', ([answer, sentence]) => {
  expect(sentenceOf(failure.parse(answer))).toBe(sentence);
});

test('anything else is read or refused, and nothing is thrown', () => {
  const schemas: readonly z.ZodType[] = [orderRecord, tradeRecord, positionRecord, barRecord, failure, feedRecord];
  fc.assert(
    fc.property(fc.constantFrom(...schemas), fc.anything(), (schema, value) => {
      schema.safeParse(value);
    }),
    { numRuns: 500 },
  );
});
