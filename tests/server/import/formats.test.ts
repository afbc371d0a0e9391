import { describe, expect, it, test } from 'vitest';
import { ImportRefused } from '../../../server/import/broken.ts';
import { formats } from '../../../server/import/formats/index.ts';
import { fillLines, settlementLines, understand } from './fixture.ts';

const summary = (name: string) => {
  const { format, rows, fills, settlements, repeated, skipped, bad } = understand(name);
  return { format: format.name, rows, taken: fills.length + settlements.length, repeated, skipped, bad };
};

const options = { reason: 'options: the record holds no option instruments' };

describe('a file is known by its header', () => {
  it.each([
    ['continuous_fills.csv', 'continuous-fills', 83, 83, 0, []],
    [
      'audit_trail.csv',
      'audit-trail',
      6,
      3,
      0,
      [
        { reason: 'messages that report no fill', rows: 1 },
        { reason: "fills of ASE, TT's synthetic orders: the fills of their child orders are taken", rows: 1 },
        { ...options, rows: 1 },
      ],
    ],
    ['tt_downloader.csv', 'tt-downloader', 4, 3, 1, []],
    [
      'trades_20250722.csv',
      'trade-ledger',
      7,
      4,
      0,
      [
        { reason: 'start-of-day positions at 00:00:00.000: they come with the SOD file', rows: 1 },
        { ...options, rows: 1 },
        { reason: 'exercises and expiries at price 0', rows: 1 },
      ],
    ],
    [
      'sod.csv',
      'start-of-day',
      4,
      2,
      0,
      [
        { reason: 'positions of nothing', rows: 1 },
        { reason: 'FUTR-OP rows: the record holds futures only', rows: 1 },
      ],
    ],
    ['Futures_20250722_1400.csv', 'futures-close', 5, 4, 0, [{ reason: 'rows without a price', rows: 1 }]],
    ['Options_20250722_1600.csv', 'options-close', 2, 0, 0, [{ ...options, rows: 2 }]],
    ['fills.csv', 'fills', 3, 3, 0, []],
  ])('%s', (name, format, rows, taken, repeated, skipped) => {
    expect(summary(name)).toEqual({ format, rows, taken, repeated, skipped, bad: [] });
  });

  it('has a fixture for every format', () => {
    expect(formats.map(({ name }) => name)).toEqual([
      'continuous-fills',
      'audit-trail',
      'tt-downloader',
      'trade-ledger',
      'start-of-day',
      'futures-close',
      'options-close',
      'fills',
    ]);
  });

  it('says what fills need where nothing fits', () => {
    expect(() => understand('odd.csv', 'a,b\n1,2\n')).toThrow(
      'odd.csv is of no format that the record takes: its columns are a, b. Fills need instrument, side, quantity, price and time at least.',
    );
  });

  it('names the nearest format and what is missing', () => {
    const refuse = () => understand('odd.csv', 'tradeId,instrumentName,marketTradeTime,buySel,price\n');
    expect(refuse).toThrow(ImportRefused);
    expect(refuse).toThrow(
      'odd.csv is of no format that the record takes: its columns are tradeId, instrumentName, marketTradeTime, buySel, price. It is nearest to the format trade-ledger and lacks buySell, quantity. Is that what buySel should be?',
    );
  });
});

describe('what rows become', () => {
  test('the audit trail in the exchange’s zone, children and not their synthetic parent', () => {
    expect(fillLines(understand('audit_trail.csv')).map((line) => line.replace(/file-\w+-1/, 'id'))).toEqual([
      '3 ZNU5 buy 2 @ 110.265625 ACCT1 id 2025-07-22T13:30:01.250Z 2025-07-22',
      '4 ZNU5 buy 3 @ 110.265625 ACCT1 id 2025-07-22T13:30:01.250Z 2025-07-22',
      '6 ZNU5 sell 5 @ 110.28125 ACCT1 id 2025-07-22T13:31:00.000Z 2025-07-22',
    ]);
  });

  test('the downloader in UTC, an execution told twice taken once', () => {
    expect(fillLines(understand('tt_downloader.csv'))).toEqual([
      '2 ZNU5 buy 2 @ 110.265625 ACCT1 exec-1 2025-07-22T13:30:01.250Z 2025-07-22',
      '3 ZNU5 buy 3 @ 110.265625 ACCT1 exec-2 2025-07-22T13:30:01.250Z 2025-07-22',
      '4 ESU5 sell 1 @ 6321.25 ACCT1 exec-3 2025-07-22T13:31:00.000Z 2025-07-22',
    ]);
  });

  test('the ledger by file, trade and row; an evening belongs to the next trade date', () => {
    expect(fillLines(understand('trades_20250722.csv'))).toEqual([
      '3 ZNU5 sell 1 @ 111.25 IMPORTED trades_20250722_1_3 2025-07-22T13:30:01.250Z 2025-07-22',
      '4 ZNU5 buy 1 @ 111.21875 IMPORTED trades_20250722_2_4 2025-07-22T13:30:02.500Z 2025-07-22',
      '5 ZNU5 buy 1 @ 111.21875 IMPORTED trades_20250722_2_5 2025-07-22T13:30:02.500Z 2025-07-22',
      '8 ZTU5 sell 4 @ 103.86328125 IMPORTED trades_20250722_5_8 2025-07-22T22:30:00.000Z 2025-07-23',
    ]);
  });

  test('start-of-day positions at the first instant of the trade date', () => {
    expect(fillLines(understand('sod.csv')).map((line) => line.replace(/file-\w+-1/, 'id'))).toEqual([
      '2 ZNU5 buy 1 @ 111.875 ACCT1 id 2025-07-21T22:00:00.000Z 2025-07-22',
      '4 ZBU5 sell 3 @ 114 ACCT1 id 2025-07-21T22:00:00.000Z 2025-07-22',
    ]);
  });

  test('closing prices by their flag: Y the settlement, N the flash, empty what there is', () => {
    expect(settlementLines(understand('Futures_20250722_1400.csv'))).toEqual([
      '2 ZNU5 settle 111.40625 2025-07-22 2025-07-22T19:00:00.000Z',
      '3 ZBU5 flash 113.96875 2025-07-22 2025-07-22T19:00:00.000Z',
      '4 ZTU5 settle 103.86328125 2025-07-22 2025-07-22T19:00:00.000Z',
      '5 ZFU5 flash 108.1953125 2025-07-22 2025-07-22T19:00:00.000Z',
    ]);
  });

  test('any fills, in UTC unless the text or the person says a zone', () => {
    expect(fillLines(understand('fills.csv'))).toEqual([
      '2 ZNZ6 buy 10 @ 110.265625 HOUSE t1 2026-11-20T15:30:00.000Z 2026-11-20',
      '3 ZNZ6 sell 4 @ 110.296875 HOUSE t2 2026-11-20T15:31:00.000Z 2026-11-20',
      '4 ZNZ6 sell 6 @ 110.283203125 HOUSE t3 2026-11-20T15:32:00.000Z 2026-11-20',
    ]);
    expect(fillLines(understand('fills.csv', undefined, { zone: 'Asia/Kolkata' }))[1]).toContain('2026-11-20T10:01:00');
  });

  test('any fills whose date and time stand apart, or whose quantity has the sign', () => {
    const text = 'Date,Time,Symbol,Action,Quantity,Price,Fees\n07/22/2025,08:30:00,ZNU5,SHORT,2,111-08+,1.5\n';
    const { fills } = understand('cto.csv', text, { zone: 'America/Chicago' });
    expect(fills.map(({ value }) => [value.side, value.price, value.fee, value.tsEvent])).toEqual([
      ['sell', 111_265_625_000, 1_500_000, Date.UTC(2025, 6, 22, 13, 30) * 1_000],
    ]);
    const signed = understand('a.csv', 'time,instrument,quantity,price\n2025-07-22T13:30:00Z,ZNU5,-3,111\n').fills;
    expect(signed.map(({ value }) => [value.side, value.quantity])).toEqual([['sell', 3]]);
  });

  test('a JSON array of objects, for arithmetic without times and months', () => {
    const rows = [{ instrument: 'ZN', side: 'buy', quantity: 1, price: '110.5' }];
    const { fills, bad } = understand('rows.json', JSON.stringify(rows), { loose: true });
    expect(fills.map(({ value }) => value.instrument)).toEqual(['ZN']);
    expect(bad).toEqual([]);
  });

  test('a file with no name that tells its day, or of a day without a market, has no closing prices', () => {
    const text = 'SYMBOL,PX_SETTLE_DEC,PX_300_DEC,Settle Price = Today\nTYU5,111,111,Y\n';
    expect(() => understand('closes.csv', text)).toThrow('call it Futures_YYYYMMDD_HHMM.csv');
    expect(() => understand('Futures_20250704_1400.csv', text)).toThrow('2025-07-04, on which the exchange is closed');
    expect(() => understand('Futures_20250705_1400.csv', text)).toThrow('2025-07-05, on which the exchange is closed');
  });
});

describe('bad rows are named by row, column, value and reason', () => {
  const header = 'time,instrument,side,quantity,price,exec_id';
  const good = '2025-07-22T13:30:00Z,ZNU5,buy,1,111,a';
  const bad = (row: string) => understand('fills.csv', `${header}\n${row}\n`).bad;

  it.each([
    ['2025-07-22T13:30:00Z,ZXQ9,buy,1,111,a', 'instrument', 'ZXQ9', /^There is no instrument "ZXQ9"/],
    ['2025-07-22T13:30:00Z,ZN,buy,1,111,a', 'instrument', 'ZN', /^names no month: write a contract, as ZN/],
    ['2025-07-22T13:30:00Z,ZNU5,maybe,1,111,a', 'side', 'maybe', /is not a side/],
    ['2025-07-22T13:30:00Z,ZNU5,buy,0,111,a', 'quantity', '0', /^is no quantity/],
    ['2025-07-22T13:30:00Z,ZNU5,buy,1.5,111,a', 'quantity', '1.5', /^is no whole number of contracts/],
    ['2025-07-22T13:30:00Z,ZNU5,buy,-1,111,a', 'quantity', '-1', /^is negative although/],
    ["2025-07-22T13:30:00Z,ZNU5,buy,1,110'40,a", 'price', "110'40", /more than 31/],
    ['2025-07-22T13:30:00Z,ZNU5,buy,1,,a', 'price', '', /^is empty$/],
    ['yesterday,ZNU5,buy,1,111,a', 'time', 'yesterday', /^is no date/],
    ['2025-02-30 13:30:00,ZNU5,buy,1,111,a', 'time', '2025-02-30 13:30:00', /not on the calendar/],
    ['2025-07-22T13:30:00Z,ZNU5,buy,1,111', '', '', /^has 5 fields where the header has 6$/],
  ])('%s', (row, column, value, reason) => {
    expect(bad(row)).toEqual([{ row: 2, column, value, reason: expect.stringMatching(reason) }]);
  });

  it('refuses times that the exchange’s clock skips or shows twice', () => {
    const at = (time: string) =>
      understand('fills.csv', `${header}\n${time},ZNU5,buy,1,111,a\n`, { zone: 'America/Chicago' }).bad;
    expect(at('2025-03-09 02:30:00')[0]?.reason).toMatch(/^2025-03-09 02:30:00\S* never happened in America\/Chicago/);
    expect(at('2025-11-02 01:30:00')[0]?.reason).toMatch(/^2025-11-02 01:30:00\S* happened twice in America\/Chicago/);
    expect(at('2025-11-02 01:30:00-06:00')).toEqual([]);
  });

  it('refuses one execution with two contents, and counts rows as an editor does', () => {
    const text = `${header}\n${good}\n\n${good.replace('111', '112')}\n${good}\n`;
    const { fills, repeated, bad: refused } = understand('fills.csv', text);
    expect({ fills: fills.length, repeated, refused }).toEqual({
      fills: 1,
      repeated: 1,
      refused: [{ row: 4, column: 'execution id', value: 'a', reason: 'is told in row 2 with price 111 and not 112' }],
    });
  });
});

describe('fills without an id of their own', () => {
  const header = 'time,instrument,quantity,price';
  const row = '2025-07-22T13:30:00Z,ZNU5,-1,111';

  it('are kept apart by their place among identical ones, and are the same when read again with more behind them', () => {
    const ids = (text: string) => understand('fills.csv', text).fills.map(({ value }) => value.executionId);
    const first = ids(`${header}\n${row}\n${row}\n`);
    expect(new Set(first).size).toBe(2);
    expect(ids(`${header}\n${row}\n${row}\n${row}\n`).slice(0, 2)).toEqual(first);
  });

  it('keeps six fills of one nanosecond', () => {
    expect(new Set(understand('continuous_fills.csv').fills.map(({ value }) => value.executionId)).size).toBe(83);
  });
});
