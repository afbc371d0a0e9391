import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ImportRefused } from '../../../server/import/broken.ts';
import { type Imported, type ImportRequest, importFile } from '../../../server/import/import.ts';
import { failure, Lab } from '../analytics/fixture.ts';

const products = new Map([
  ['ES', { id: 'ESZ6', root: 'ES' }],
  ['GC', { id: 'GCZ6', root: 'GC' }],
  ['NIFTY', { id: 'NIFTY', root: 'NIFTY' }],
  ['ZNZ6', { id: 'ZNZ6', root: 'ZN' }],
]);
const find = (name: string) => products.get(name.toUpperCase());

let lab = new Lab();
afterAll(() => lab.dispose());

function file(name: string, text: string | Buffer): string {
  const full = path.join(lab.folder, name);
  writeFileSync(full, text);
  return full;
}

type Wanted = Partial<Omit<ImportRequest, 'file'>>;
const bring = (from: string, wanted: Wanted = {}): Promise<Imported> =>
  importFile(lab.analytics, { kind: 'bars', name: 'mine', find, ...wanted, file: from });

async function refusal(from: string, wanted: Wanted = {}): Promise<string> {
  const reason = await bring(from, wanted).catch((error: unknown) => error);
  expect(reason).toBeInstanceOf(ImportRefused);
  return (reason as Error).message.replaceAll(lab.folder + path.sep, '');
}

const header = 'contract,ts_ms_utc,open,high,low,close,volume,bid_open,bid_size';

describe('an import', () => {
  it('maps by header, keeps empty trades as nulls, and names contracts', async () => {
    const from = file(
      'es_minutes.csv',
      `${header}\n201312,1381104000000,1676.5,1677,1676.5,1676.75,9,1676.5,86\n201403,1381104060000,,,,,,1676.25,79\n`,
    );
    expect(await bring(from)).toMatchObject({ name: 'mine', rows: 2, notes: [] });
    const { columns, rows } = await lab.run('select * from mine');
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'ts TIMESTAMP',
      'instrument VARCHAR',
      'contract VARCHAR',
      'open DECIMAL(18,9)',
      'high DECIMAL(18,9)',
      'low DECIMAL(18,9)',
      'close DECIMAL(18,9)',
      'volume BIGINT',
      'bid_open DECIMAL(18,9)',
      'bid_size BIGINT',
    ]);
    expect(rows).toEqual([
      [
        '2013-10-07 00:00:00',
        'ESZ3',
        '201312',
        '1676.500000000',
        '1677.000000000',
        '1676.500000000',
        '1676.750000000',
        '9',
        '1676.500000000',
        '86',
      ],
      ['2013-10-07 00:01:00', 'ESH4', '201403', null, null, null, null, null, '1676.250000000', '79'],
    ]);
  });

  it('reads trades of a gzip file, and the contract from its name', async () => {
    const from = file('gc_201312_ticks.csv.gz', gzipSync('ts_ms_utc,price,qty\n1381104000276,1313.7,1\n'));
    await bring(from, { kind: 'trades', name: 'gold' });
    expect(await lab.rows('select * from gold')).toEqual([['2013-10-07 00:00:00.276', 'GCZ3', '1313.700000000', '1']]);
  });

  it('reads fills with other words for things', async () => {
    const text =
      'Symbol,Time,B/S,Qty,Fill Price,Account,Memo\nZNZ6,2026-11-20 10:31:07.250+01:00,B,3,110.265625,A-1,"first, best"\n';
    await bring(file('fills.csv', `\uFEFF${text}`), { kind: 'fills', name: 'blotter' });
    expect(await lab.rows('select * from blotter')).toEqual([
      ['2026-11-20 09:31:07.25', 'ZNZ6', 'A-1', 'buy', '3', '110.265625000', 'first, best'],
    ]);
  });

  it('takes the product from the person before the name of the file', async () => {
    const from = file('es_other.csv', `${header}\n201312,1381104000000,1,1,1,1,1,1,1\n`);
    await bring(from, { instrument: 'gc' });
    expect(await lab.rows('select instrument from mine')).toEqual([['GCZ3']]);
    expect(await refusal(from, { instrument: 'XX' })).toBe(
      'There is no instrument XX: name a product (ES) or a contract (ESZ3).',
    );
  });

  it('says so when no product is known', async () => {
    const from = file('bars.csv', 'ts,open,high,low,close\n2020-01-02T00:00:00Z,1,2,1,2\n');
    expect((await bring(from)).notes).toEqual([
      'No product is known for these rows, so instrument is null: say which with --instrument ES.',
    ]);
    expect(await lab.rows('select * from mine')).toEqual([
      ['2020-01-02 00:00:00', null, '1.000000000', '2.000000000', '1.000000000', '2.000000000'],
    ]);
  });

  it.each([
    ['1577923200', '2020-01-02 00:00:00'],
    ['1577923200123', '2020-01-02 00:00:00.123'],
    ['1577923200123456', '2020-01-02 00:00:00.123456'],
    ['1577923200123456789', '2020-01-02 00:00:00.123456'],
    ['20200102 09:30:00', '2020-01-02 09:30:00'],
    ['2020-01-02T09:30', '2020-01-02 09:30:00'],
    ['2020-01-02T09:30:00.5+0530', '2020-01-02 04:00:00.5'],
  ])('reads the time %s', async (text, expected) => {
    await bring(file('times.csv', `time,price,size\n${text},1,1\n`), { kind: 'trades', name: 'times' });
    expect((await lab.rows('select ts_event from times'))[0]).toEqual([expected]);
  });

  it('replaces the one of the same name, and can be dropped', async () => {
    for (const close of [1, 2])
      await bring(file('again.csv', `ts,open,high,low,close\n2020-01-02,${close},${close},${close},${close}\n`));
    expect(await lab.rows('select close from mine')).toEqual([['2.000000000']]);
    await lab.analytics.dropImport('mine');
    expect((await lab.error('from mine')).code).toBe('unknown_name');
    expect((await failure(lab.analytics.dropImport('mine'))).message).toBe('There is no imported source named mine.');
  });

  it('outlives a copy of the record that is made anew', async () => {
    await bring(file('kept.csv', 'ts,open,high,low,close\n2020-01-02,1,1,1,1\n'), { name: 'kept' });
    await lab.reopen();
    writeFileSync(path.join(lab.folder, 'analytics.duckdb'), 'garbage');
    expect(await lab.rows('select count(*) from kept')).toEqual([['1']]);
    const { imported, rows } = (await lab.analytics.sources()).find(({ name }) => name === 'kept')!;
    expect({ imported, rows }).toEqual({ imported: true, rows: 1 });
  });
});

describe('an import is refused', () => {
  afterEach(async () => expect((await lab.error('from refused')).code).toBe('unknown_name'));
  const name = 'refused';

  it('with the number of every broken row, and nothing comes in', async () => {
    const good = '201312,1381104000000,1676.5,1677,1676.5,1676.75,9,1676.5,86\n';
    const from = file(
      'es_broken.csv',
      [
        `${header}\n${good.repeat(9000)}201312,yesterday,1,1,1,1,1,1,1`,
        '201312,1381104000000,1,abc,1,1,1,1,1',
        '201312,1381104000000,1,1,1,1',
        '201312,1381104000000,5,4,3,4,1,1,1',
        '201312,1381104000000,1,,1,1,1,1,1',
        '201313,1381104000000,1,1,1,1,1,1,1',
        '201312,1381104000000,1,1,1,1,-4,1,1',
        '201312,,1,1,1,1,4,1,1',
        '201312,1381104000000,1.0000000001,2,1,1,4,1,1\n',
      ].join('\n'),
    );
    expect(
      await refusal(from, { name }),
    ).toBe(`es_broken.csv has 9 broken rows; nothing was imported. The header is row 1.
  row 9002: ts_ms_utc "yesterday" is not a time: write 2013-10-07T14:30:00Z or milliseconds since 1970
  row 9003: high "abc" is not a number
  row 9004: has 6 fields where the header has 9
  row 9005: high 4 is not the highest
  row 9006: open, high, low and close are neither all there nor all empty
  row 9007: contract 201313 is no month: write YYYYMM
  row 9008: volume "-4" is not a whole number of contracts
  row 9009: ts_ms_utc is empty
  row 9010: open 1.0000000001 has more than nine decimals`);
  });

  it.each([
    ['empty.csv', '', 'empty.csv is empty: it needs a header row.'],
    ['none.csv', 'a,b\n1,2\n', /^none\.csv has no column for ts: it needs one of ts, .*, and has a, b\.$/],
    ['twice.csv', 'ts,open,Open,high,low,close\n', 'twice.csv has two columns named open.'],
    ['quote.csv', 'ts,open,high,low,close\n2020-01-01,"1,1,1,1\n', /^quote\.csv is not readable as CSV: /],
    ['gzip.csv', Buffer.from([0x1f, 0x8b, 1, 2, 3]), /^gzip\.csv is not readable as CSV: /],
  ])('%s', async (file_, text, expected) => {
    const message = await refusal(file(file_, text), { name });
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });

  it('when there is no such file', async () => {
    expect(await refusal(path.join(lab.folder, 'nowhere.csv'), { name })).toBe(
      'nowhere.csv cannot be read: there is no such file.',
    );
  });

  it.each([
    ['fills', 'fills is a source of the console itself.'],
    ['book', 'book is a word of the engine.'],
    ['ES minutes', '"ES minutes" cannot be the name of a source.'],
    ['1st', '"1st" cannot be the name of a source.'],
    ['pg_class', 'pg_class is a word of the engine.'],
  ])('under the name %s', async (wrong, message) => {
    const from = file('fine.csv', 'ts,open,high,low,close\n2020-01-02,1,1,1,1\n');
    const { code, message: said, hint } = await failure(bring(from, { name: wrong }));
    expect({ code, said }).toEqual({ code: 'refused', said: message });
    expect(hint).toBeTruthy();
  });
});

const shared = process.env.DESKBOOK_SHARED ?? '';
const data = path.join(shared, 'marketdata');
const present = shared !== '' && existsSync(data);

describe.skipIf(!present)('the market data of DESKBOOK_SHARED', () => {
  beforeAll(async () => {
    await lab.dispose();
    lab = new Lab();
    await bring(path.join(data, 'es_1m_trades_quotes.csv'), { name: 'es' });
    await bring(path.join(data, 'gc_201312_trade_ticks.csv.gz'), { name: 'gc', kind: 'trades' });
    await bring(path.join(data, 'nifty50_1m.csv'), { name: 'nifty' });
  });

  it('comes in whole', async () => {
    expect(
      await lab.rows(
        'select count(*), count(volume), count(*) - count(open), min(instrument), max(instrument) from es',
      ),
    ).toEqual([['15551', '14824', '727', 'ESH0', 'ESZ4']]);
    expect(await lab.rows('select count(*), min(instrument), sum(quantity) from gc')).toEqual([
      ['156452', 'GCZ3', expect.any(String)],
    ]);
    expect(await lab.rows('select count(*), min(instrument), min(ts) from nifty')).toEqual([
      ['1509', 'NIFTY', '2019-01-01 03:37:00'],
    ]);
  });

  it('gives volume and VWAP of each hour of ES as an independent computation does', async () => {
    const hours = new Map<string, { volume: number; turnover: number }>();
    for (const line of readFileSync(path.join(data, 'es_1m_trades_quotes.csv'), 'utf8').trim().split('\n').slice(1)) {
      const [contract, milliseconds, , , , close, volume] = line.split(',');
      if (contract !== '201312' || volume === '') continue;
      const hour = new Date(Math.floor(Number(milliseconds) / 3_600_000) * 3_600_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
      const sum = hours.get(hour) ?? { volume: 0, turnover: 0 };
      hours.set(hour, { volume: sum.volume + Number(volume), turnover: sum.turnover + Number(volume) * Number(close) });
    }
    const rows = await lab.rows(`
      select time_bucket(interval 1 hour, ts) as hour, sum(volume)::bigint as volume, vwap(close, volume) as vwap
      from es where instrument = 'ESZ3' and volume is not null group by all order by hour`);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map(([hour, volume]) => [hour, volume])).toEqual(
      [...hours].map(([hour, { volume }]) => [hour, String(volume)]),
    );
    for (const [hour, , vwap] of rows) {
      const { volume, turnover } = hours.get(String(hour))!;
      expect(vwap).toBeCloseTo(turnover / volume, 9);
    }
  });

  it('makes the hours that somebody else made of the minutes of ESZ3', async () => {
    const file = path.join(shared, 'oracles', 'bars', 'es_201312_1h_expected.csv');
    const expected = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    const rows = await lab.rows(`
      select epoch_ms(time_bucket(interval 1 hour, ts))::double as hour, arg_min(open, ts)::double, max(high)::double, min(low)::double,
        arg_max(close, ts)::double, sum(volume)::double
      from es where instrument = 'ESZ3' and open is not null group by hour order by hour`);
    const made = new Map(rows.map((row) => [row[0], row]));
    const compared = expected.filter(([hour]) => made.has(hour!));
    expect(compared.length).toBeGreaterThan(50);
    const other = compared.filter((row) => JSON.stringify(made.get(row[0]!)) !== JSON.stringify(row));
    // The hours end at a day's cut inside of this one, the minutes do not.
    expect(other.map(([hour]) => new Date(hour!).toISOString())).toEqual(['2013-12-18T14:00:00.000Z']);
  });
});
