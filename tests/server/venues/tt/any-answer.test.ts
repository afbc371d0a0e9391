import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountId } from '../../../../core/model/ids.ts';
import { instant } from '../../../../core/model/time.ts';
import { VenueProblem } from '../../../../core/venue/books.ts';
import { openTt, quiet, type Reply } from './wire.ts';

const account = accountId('123456');
const members = [
  'fills',
  'orders',
  'positions',
  'accounts',
  'instrument',
  'instruments',
  'products',
  'markets',
  'order',
];
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('4877', '1747328540354606867', 1, 110.5, 'BUY', 1e300, -1, '', null),
);
const row = fc.dictionary(
  fc.constantFrom(
    ...[
      'id',
      'orderId',
      'accountId',
      'instrumentId',
      'uniqueExecId',
      'timeStamp',
      'dateTime',
      'side',
      'lastQty',
      'lastPx',
      'price',
    ],
    ...[
      'orderStatus',
      'orderType',
      'orderQty',
      'netPosition',
      'pnl',
      'alias',
      'tickSize',
      'tickValue',
      'marketId',
      'name',
      'symbol',
    ],
  ),
  value,
);
const answer: fc.Arbitrary<Reply> = fc.oneof(
  fc.string().map((text) => text),
  fc.json(),
  fc
    .record({
      status: fc.constantFrom('Ok', 'Ok', 'Ok', 'Error', 3),
      lastPage: fc.constantFrom('true', 'true', 'false', 7),
      nextPageKey: fc.constantFrom('', 'k', null),
      member: fc.constantFrom(...members),
      rows: fc.oneof(fc.array(row, { maxLength: 3 }), value),
    })
    .map(({ member, rows, ...rest }) => JSON.stringify({ ...rest, [member]: rows })),
  fc.constantFrom({ http: 400 }, { http: 404 }, { http: 403 }, { http: 204 }),
);

test('whatever TT answers is a value or a problem that says so, and nothing else is thrown', async () => {
  let replies: readonly Reply[] = [];
  let turn = 0;
  const any = () => replies[turn++ % replies.length] ?? '';
  const names = [
    ...['ttaccount/accounts', 'ttledger/fills', 'ttledger/orders', 'ttledger/orderdata', 'ttmonitor/position/123456'],
    ...['ttpds/markets', 'ttpds/products', 'ttpds/instruments', 'ttpds/instrument/4877'],
  ];
  const { venue, warnings } = await openTt({
    replies: { 'ttid/token': quiet()['ttid/token'] ?? {}, ...Object.fromEntries(names.map((name) => [name, any])) },
    settings: { limits: { perSecond: 1_000, perDay: 10_000_000 } },
  });
  const { books, contracts } = venue;
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (given) => {
      replies = given;
      const asked = [
        books.accounts(),
        books.positions(account),
        books.orders(account, instant(0)),
        books.fills(account, instant(0)),
        contracts?.search('ZN 1'),
      ];
      for (const outcome of await Promise.allSettled(asked)) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(VenueProblem);
        else expect(Array.isArray(outcome.value)).toBe(true);
      }
      expect(venue.health().malformed).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
  expect(warnings).toEqual([]);
});
