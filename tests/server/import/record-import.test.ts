import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importRecord, previewRecord, type RecordRequest } from '../../../server/import/record-import.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';
import { fixture } from './fixture.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

const request = (name: string, more: Partial<RecordRequest> = {}): RecordRequest => ({
  name,
  content: fixture(name),
  ...more,
});
const text = (name: string, lines: readonly string[]): RecordRequest => ({
  name,
  content: Buffer.from(`${lines.join('\n')}\n`),
});
const preview = (wanted: RecordRequest) => previewRecord(wanted, console.record);
const take = (wanted: RecordRequest, keepGood = false) => importRecord(wanted, console.record, { keepGood });
const rows = async (sql: string) => (await console.analytics.run({ sql, params: new Map(), limit: 1_000 })).rows;

const header = 'time,instrument,side,quantity,price,exec_id,account';
const good = '2025-07-22T13:30:00Z,ZNU5,buy,2,111,g1,BOOK';

describe('a file in the record', () => {
  it.each([
    ['continuous_fills.csv', 83],
    ['audit_trail.csv', 3],
    ['tt_downloader.csv', 3],
    ['trades_20250722.csv', 4],
    ['sod.csv', 2],
    ['Futures_20250722_1400.csv', 4],
    ['Options_20250722_1600.csv', 0],
    ['fills.csv', 3],
  ])('%s: what the preview says is what the import takes, and a second time nothing is new', async (name, count) => {
    const account = name.replace(/\W/g, '_');
    const wanted = request(name, { account });
    const before = preview(wanted);
    const taken = await take(wanted);
    const again = await take(wanted);
    const counts = ({ new: fresh, known, bad }: typeof before) => ({ fresh, known, bad: bad.length });
    expect(counts(before)).toEqual({ fresh: count, known: 0, bad: 0 });
    expect(counts(taken)).toEqual({ fresh: count, known: 0, bad: 0 });
    expect(counts(again)).toEqual({ fresh: 0, known: count, bad: 0 });
    expect([before.outcome, taken.outcome, again.outcome]).toEqual(['preview', 'imported', 'imported']);
    if (before.gives === 'settlements') return;
    expect(await rows(`select count(*) from fills where account = '${account}'`)).toEqual([[String(count)]]);
  });

  it('E1: the 83 fills realize 407,890.625 in SQL', async () => {
    await take(request('continuous_fills.csv', { account: 'E1' }));
    expect(await rows("select sum(realized)::decimal(18, 6) from matches where account = 'E1'")).toEqual([
      ['407890.625000'],
    ]);
  });

  it('writes nothing in a preview', async () => {
    const journal = console.open.journal.counts();
    preview(text('fills.csv', [header, good, good.replace('111', '112')]));
    const { bytes: _before, ...before } = journal;
    const { bytes: _after, ...after } = console.open.journal.counts();
    expect(after).toEqual(before);
  });

  it('says which fills are of a delayed market', () => {
    const lines = fixture('tt_downloader.csv').toString().trim().replaceAll(',CME,', ',CME_Delayed,').split('\n');
    expect(preview(text('delayed.csv', lines)).notes).toEqual([
      '3 of the fills are of CME_Delayed, no live market: take them out of the file if they are not to count.',
    ]);
  });

  it('keeps genuine identical fills apart and adds only what a longer file has more', async () => {
    const row = '2025-07-22T14:00:00Z,ZNU5,sell,1,111,,TWIN';
    const count = async () => (await rows("select count(*) from fills where account = 'TWIN'"))[0]?.[0];
    await take(text('twins.csv', [header, row, row]));
    expect(await count()).toBe('2');
    expect(await take(text('twins.csv', [header, row, row, row]))).toMatchObject({ new: 1, known: 2 });
    expect(await count()).toBe('3');
  });
});

describe('bad rows', () => {
  const bad = [
    '2025-07-22T13:30:01Z,ZXQ9,buy,2,111,b1,BOOK',
    "2025-07-22T13:30:02Z,ZNU5,buy,2,110'40,b2,BOOK",
    '2099-07-22T13:30:02Z,ZNU5,buy,2,111,b3,BOOK',
  ];
  const refusals = () => console.open.journal.refusals(10).map(({ subject, reason }) => `${subject}: ${reason}`);

  it('refuse the file as a whole, each named, and the journal says so', async () => {
    const report = await take(text('mixed.csv', [header, good, ...bad]));
    expect(report).toMatchObject({ outcome: 'refused', new: 1 });
    expect(report.bad.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'instrument', 'ZXQ9'],
      [4, 'price', "110'40"],
      [5, 'time', '2099-07-22T13:30:02.000Z'],
    ]);
    expect(await rows("select count(*) from fills where account = 'BOOK'")).toEqual([['0']]);
    expect(refusals()[0]).toMatch(/^import: mixed\.csv has 3 bad rows, so nothing of it was taken/);
  });

  it('are journalled as refused when the good ones are kept', async () => {
    const report = await take(text('mixed.csv', [header, good, ...bad]), true);
    expect(report).toMatchObject({ outcome: 'imported', new: 1 });
    expect(await rows("select quantity from fills where account = 'BOOK'")).toEqual([['2']]);
    expect(refusals().slice(0, 3).reverse()).toEqual([
      expect.stringMatching(/^fill: mixed\.csv, row 3, instrument "ZXQ9": There is no instrument "ZXQ9"/),
      expect.stringMatching(/^fill: mixed\.csv, row 4, price "110'40": 40 is more than 31 32nds/),
      expect.stringMatching(/^fill: mixed\.csv, row 5, time "2099-07-22T13:30:02.000Z": lies in the future/),
    ]);
  });

  it('is a known execution with another content, which stays as it was', async () => {
    const changed = good.replace('111', '111.5').replace('BOOK', 'OTHER');
    const report = await take(text('again.csv', [header, changed]));
    expect(report).toMatchObject({
      outcome: 'refused',
      conflicts: 1,
      bad: [
        {
          row: 2,
          column: 'execution id',
          value: 'g1',
          reason: 'is in the record with account BOOK and not OTHER, price 111 and not 111.5; the record stays',
        },
      ],
    });
  });

  it('is another price of the same close file', async () => {
    const closes = (price: string) =>
      text('Futures_20250723_1600.csv', [
        'SYMBOL,PX_SETTLE_DEC,PX_300_DEC,Settle Price = Today',
        `TYU5 Comdty,${price},,Y`,
      ]);
    expect(await take(closes('111.015625'))).toMatchObject({ outcome: 'imported', new: 1 });
    expect(await take(closes('111.03125'))).toMatchObject({ outcome: 'refused', conflicts: 1 });
  });

  it('refuses a zone that there is not, and a file of no known format, in the journal too', async () => {
    await expect(take({ ...text('a.csv', [header, good]), zone: 'Chicago' })).rejects.toThrow('no time zone "Chicago"');
    await expect(take(text('odd.csv', ['a,b', '1,2']))).rejects.toThrow('of no format that the record takes');
    expect(refusals()[0]).toMatch(/^import: odd\.csv is of no format/);
  });
});
