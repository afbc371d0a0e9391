import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../../../core/model/quantity.ts';
import { accountRecord } from '../../../../../server/venues/tt/parse/account.ts';
import { readEnvelope, TtRefusal } from '../../../../../server/venues/tt/parse/envelope.ts';
import { readExactJson } from '../../../../../server/venues/tt/parse/exact-json.ts';
import { fillRecord as fillRecordOf } from '../../../../../server/venues/tt/parse/fill.ts';
import { instrumentRecord, marketRecord, productRecord } from '../../../../../server/venues/tt/parse/instrument.ts';
import { orderRecord as orderRecordOf } from '../../../../../server/venues/tt/parse/order.ts';
import { readOrderData } from '../../../../../server/venues/tt/parse/order-data.ts';
import { positionRecord } from '../../../../../server/venues/tt/parse/position.ts';
import { readOne, readRecords } from '../../../../../server/venues/tt/parse/records.ts';
import { sharedText } from '../../../../oracle.ts';

const sides: Readonly<Record<string, Side>> = { 1: 'buy', 2: 'sell' };
const fillRecord = fillRecordOf((code) => sides[code]);
const orderRecord = orderRecordOf((code) => sides[code]);

const fillText = `{"recordId": "r1", "timeStamp": "1747328540354606867", "transactTime": 1747328540354000000, "marketId": 7,
  "instrumentId": "4877721789746411490", "side": 1, "lastQty": 5.0, "lastPx": 110.171875, "ordType": 2, "accountId": 123456,
  "orderId": "0d0e", "parentOrderId": "0d0e", "execId": "", "uniqueExecId": "x.1", "algoType": 0, "aggressorIndicator": "true", "more": {"new": [1]}}`;

const fill = {
  executionId: 'x.1',
  own: 'x.1',
  others: ['recordId r1 0d0e 1747328540354606867'],
  timeStamp: 1747328540354606867n,
  accountId: '123456',
  instrumentId: '4877721789746411490',
  marketId: 7,
  orderId: '0d0e',
  parentOrderId: undefined,
  side: 'buy',
  quantity: 5,
  price: 110_171_875_000,
  algoType: '0',
  liquidity: 'taker',
};

const fillsOf = (records: string) => {
  const text = `{"status": "Ok", "lastPage": "true", "fills": [${records}]}`;
  return readRecords(text, readEnvelope(readExactJson(text)).members, 'fills', fillRecord);
};

describe('records', () => {
  it('are read by field, and what is new in them passes', () =>
    expect(fillsOf(fillText)).toEqual({ rows: [fill], unread: [] }));

  it.each([
    ['execId', 'e1'],
    ['execID', 'e2'],
    ['recordId', 'r1'],
  ])('have the id %s where there is none before it', (name, id) => {
    const { uniqueExecId, execId, recordId, ...rest } = JSON.parse(fillText);
    const { rows } = fillsOf(JSON.stringify({ ...rest, recordId: 'r1', [name]: id }));
    expect(rows.map(({ executionId }) => executionId)).toEqual([id]);
  });

  it('that cannot be read are told with their bytes, and the others are read', () => {
    const broken = '{"timeStamp": 17, "lastPx": "x", "side": {"a": 1}}';
    const { rows, unread } = fillsOf(`${broken}, ${fillText}, "no record"`);
    expect(rows).toEqual([fill]);
    expect(unread).toEqual([
      {
        reason:
          'accountId: is not there or no text or number; instrumentId: is not there or no text or number; orderId: is not there or no text or number',
        text: broken,
      },
      { reason: 'Invalid input: expected object, received string', text: '"no record"' },
    ]);
  });

  it.each([
    ['lastQty', '0', 'lastQty: is nothing'],
    ['lastQty', '2.5', 'lastQty: 2.5 is no whole number'],
    ['lastQty', '-1', 'lastQty: -1 is less than nothing'],
    ['lastPx', 'null', 'lastPx: is not there or no text or number'],
    ['timeStamp', '"soon"', 'timeStamp: "soon" is no time in nanoseconds'],
    ['timeStamp', '1.7e18', 'timeStamp: "1.7e18" is no time in nanoseconds'],
    ['side', 'true', 'side: is not there or no text or number'],
    ['side', '9', 'side: "9" is neither buy nor sell'],
    ['accountId', '90071992547409931234', 'accountId: "90071992547409931234" is no account'],
  ])('say what is wrong with %s %s', (name, value, reason) => {
    const text = fillText.replace(new RegExp(`"${name}": [^,]+,`), `"${name}": ${value},`);
    expect(fillsOf(text).unread.map((each) => each.reason)).toEqual([reason]);
  });

  it('without an id are no executions', () => {
    const { uniqueExecId, recordId, ...rest } = JSON.parse(fillText);
    expect(fillsOf(JSON.stringify(rest)).unread.map(({ reason }) => reason)).toEqual([
      'has none of uniqueExecId, execId, execID and recordId',
    ]);
  });

  it('come in a list', () => {
    expect(readRecords('{"fills": 3}', { fills: '3' }, 'fills', fillRecord)).toEqual({
      rows: [],
      unread: [{ reason: 'fills is no list', text: '{"fills": 3}' }],
    });
    expect(readRecords('{}', {}, 'fills', fillRecord)).toEqual({ rows: [], unread: [] });
  });

  const record = fc.record(
    {
      uniqueExecId: fc.oneof(fc.string(), fc.integer()),
      timeStamp: fc.oneof(fc.string(), fc.integer(), fc.constant('1747328540354606867')),
      accountId: fc.oneof(fc.integer(), fc.jsonValue()),
      instrumentId: fc.oneof(fc.string(), fc.jsonValue()),
      orderId: fc.string(),
      id: fc.jsonValue(),
      name: fc.jsonValue(),
      side: fc.oneof(fc.integer(), fc.string()),
      lastQty: fc.oneof(fc.double(), fc.string()),
      lastPx: fc.oneof(fc.double(), fc.constantFrom('1e400', '-', '1'.repeat(50))),
      netPosition: fc.double(),
      tickSize: fc.double(),
      price: fc.jsonValue(),
      dateTime: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const kinds = {
    fillRecord,
    orderRecord,
    positionRecord,
    instrumentRecord,
    productRecord,
    marketRecord,
    accountRecord,
  };

  it.each(Object.entries(kinds))('of any content are a value or a reason: %s', (_, kind) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(record, fc.jsonValue()), { maxLength: 4 }), (given) => {
        const text = JSON.stringify({ rows: given });
        const members = readEnvelope(readExactJson(text)).members;
        const { rows, unread } = readRecords<unknown>(text, members, 'rows', kind);
        expect(rows.length + unread.length).toBe(given.length);
        readOne<unknown>(text, members, 'rows', kind);
        readOne<unknown>(text, members, 'row', kind);
        readOrderData(members);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the envelope', () => {
  it.each([
    ['{"status": "Ok", "lastPage": "false", "nextPageKey": "k"}', { lastPage: false, nextPageKey: 'k' }],
    ['{"status": "Ok", "lastPage": "true", "nextPageKey": ""}', { lastPage: true }],
    ['{"status": "OK", "lastPage": "True"}', { lastPage: true }],
    ['{"lastPage": false}', { lastPage: false }],
    ['{}', { lastPage: true }],
  ])('%s', (text, envelope) => {
    const { members, ...rest } = readEnvelope(readExactJson(text));
    expect(rest).toEqual(envelope);
  });

  it.each([
    ['{"status": "Error", "status_message": "no such account"}', 'no such account'],
    ['{"status": "Error", "message": "denied"}', 'denied'],
    ['{"status": "Busy"}', 'status Busy'],
  ])('%s is a refusal', (text, message) => {
    expect(() => readEnvelope(readExactJson(text))).toThrow(new TtRefusal(message));
  });

  it.each(['12', '[]', '"Ok"', 'null', '{"status": []}'])('%s is no answer', (text) => {
    expect(() => readEnvelope(readExactJson(text))).toThrow('it is no object with a status');
  });
});

const examples = sharedText('oracles/tt_rest_examples.json');

describe.skipIf(examples === undefined)('documented examples (DESKBOOK_SHARED names their folder)', () => {
  const text = examples ?? '';
  const members = (name: string): Readonly<Record<string, unknown>> => {
    const document = readExactJson(text);
    const found: unknown = typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined;
    return readEnvelope(found).members;
  };

  it('position', () =>
    expect(readRecords(text, members('position'), 'positions', positionRecord)).toEqual({
      rows: [
        {
          accountId: '0',
          instrumentId: '8092262517946017060',
          netPosition: 219,
          sodNetPos: 169,
          openAvgPrice: '110.55985292362338',
          pnl: 1_785_500,
          realizedPnl: -77_000,
        },
      ],
      unread: [],
    }));

  it('instrument', () =>
    expect(readOne(text, members('instrument'), 'instrument', instrumentRecord)).toEqual({
      rows: [
        {
          id: '4877721789746411490',
          alias: 'ZN Jun25',
          name: 'ZNM5',
          productSymbol: 'ZN',
          productId: '16143309052651006928',
          marketId: 7,
          tick: 15_625_000,
          tickValue: 15_625_000,
          lastTradeDate: '2025-06-18',
        },
      ],
      unread: [],
    }));

  it('order, with the time to its nanosecond', () => {
    const named = text.replaceAll('<uuid>', '0d0e');
    const document: unknown = readExactJson(named);
    const order: unknown =
      typeof document === 'object' && document !== null ? Reflect.get(document, 'order') : undefined;
    expect(orderRecord.parse(order)).toEqual({
      orderId: '0d0e',
      parentOrderId: undefined,
      accountId: '0',
      instrumentId: '8092262517946017060',
      marketId: 183,
      side: 'buy',
      orderStatus: '1',
      orderType: '2',
      timeInForce: '1',
      quantity: 80,
      filledQuantity: 0,
      leavesQuantity: 80,
      price: 110_171_875_000,
      stopPrice: undefined,
      dateTime: 1747328540354606867n,
      text: undefined,
    });
  });

  it('accounts', () => {
    const envelope = readEnvelope(members('accounts'));
    expect(readRecords(text, envelope.members, 'accounts', accountRecord).rows).toEqual([
      { id: '123456', name: 'account_1', currency: undefined },
    ]);
    expect(envelope).toMatchObject({ lastPage: true, nextPageKey: '<key>' });
  });
});
