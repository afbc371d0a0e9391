import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  jsonOf,
  newPlace,
  type Place,
  type RunningConsole,
  sharedFile,
  deskbook as spawned,
  startConsole,
} from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const esHeader =
  'contract,ts_ms_utc,open,high,low,close,volume,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size';
const start = Date.UTC(2013, 9, 7, 14, 30);

/** Minutes as the shared file has them: a minute without trades leaves the trade columns empty. */
function esMinutes(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const close = (1676.5 + (index % 7) * 0.25).toFixed(2);
    const trade = index % 5 === 3 ? ',,,,' : `${close},${close},${close},${close},${index + 1}`;
    return `201312,${start + index * 60_000},${trade},1676.5,1676.5,1676.5,1676.5,86,1676.75,1676.75,1676.75,1676.75,97`;
  });
  return `${[esHeader, ...lines].join('\n')}\n`;
}

/** Volume and sum of price times volume an hour, in cents, by plain integers. */
function hours(csv: string): { hour: string; volume: string; cents: string }[] {
  const sums = new Map<number, { volume: bigint; cents: bigint }>();
  for (const line of csv.trim().split('\n').slice(1)) {
    const [, time, , , , close = '', volume = ''] = line.split(',');
    const hour = Math.floor(Number(time) / 3_600_000);
    const sum = sums.get(hour) ?? { volume: 0n, cents: 0n };
    const [whole, fraction = ''] = close.split('.');
    if (volume !== '') {
      sum.volume += BigInt(volume);
      sum.cents += BigInt(`${whole}${fraction.padEnd(2, '0')}`) * BigInt(volume);
    }
    sums.set(hour, sum);
  }
  return [...sums].map(([hour, { volume, cents }]) => ({
    hour: new Date(hour * 3_600_000).toISOString().slice(0, 13),
    volume: String(volume),
    cents: String(cents),
  }));
}

const hoursOf = (name: string): string =>
  `select strftime(time_bucket(interval 1 hour, ts), '%Y-%m-%dT%H') as hour, coalesce(sum(volume), 0)::bigint as volume,
     coalesce(sum(close * volume * 100), 0)::bigint as cents from ${name} group by 1 order by 1`;

const importFile = (kind: string, file: string, name: string, ...more: string[]) =>
  deskbook(place, ['import', kind, file, '--as', name, '--json', ...more]);
const query = async <T>(sql: string): Promise<T[]> => jsonOf(await deskbook(place, ['query', sql, '--json']));

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(place.folder, name);
  await writeFile(file, content);
  return file;
}

describe('deskbook import bars', () => {
  it('makes a source with the contract by its name, nulls kept and prices exact', async () => {
    const csv = esMinutes(90);
    const file = await fileOf('es_made.csv', csv);
    const outcome = await spawned(place, ['import', 'bars', file, '--as', 'es_made', '--json']);
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
    expect(jsonOf(outcome)).toMatchObject({ name: 'es_made', rows: 90, notes: [] });
    expect(await query(hoursOf('es_made'))).toEqual(hours(csv));
    expect(
      await query(`select instrument, typeof(close) as price, typeof(volume) as volume, count(*) as rows,
        count(*) filter (close is null and volume is null) as quiet from es_made group by all`),
    ).toEqual([{ instrument: 'ESZ3', price: 'DECIMAL(18,9)', volume: 'BIGINT', rows: '90', quiet: '18' }]);
  });

  it('lists broken rows by number and imports nothing', async () => {
    const lines = esMinutes(6).trim().split('\n');
    lines[2] = lines[2]!.replace('1676.75', 'abc');
    lines[4] = '201312,1';
    lines[5] = lines[5]!.replace('201312', '201313');
    const file = await fileOf('es_broken.csv', lines.join('\n'));
    const { code, stdout, stderr } = await importFile('bars', file, 'es_broken');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      [
        'deskbook: es_broken.csv has 3 broken rows; nothing was imported. The header is row 1.',
        '  row 3: open "abc" is not a number',
        '  row 5: has 2 fields where the header has 17',
        '  row 6: contract 201313 is no month: write YYYYMM',
        '',
      ].join('\n'),
    );
    const after = await deskbook(place, ['query', 'select * from es_broken']);
    expect(after.code).toBe(1);
  });

  const clashes: [name: string, sentence: RegExp][] = [
    ['fills', /fills/],
    ['Bad Name', /Bad Name/],
    ['select', /^deskbook: select is a word of SQL\. Choose another name, for example select_rows\.\n$/],
  ];
  it.each(clashes)('refuses the name %s', async (name, sentence) => {
    const { code, stdout, stderr } = await importFile('bars', await fileOf('es_clash.csv', esMinutes(2)), name);
    expect(stderr).toMatch(/^deskbook: [^\n]+\n$/);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  const files: [name: string, content: string | Buffer, stderr: RegExp][] = [
    ['empty.csv', '', /^deskbook: empty\.csv is empty: it needs a header row\.\n$/],
    [
      'cut.csv.gz',
      gzipSync(esMinutes(500)).subarray(0, 400),
      /^deskbook: cut\.csv\.gz is not readable as CSV: .*\.\n$/,
    ],
    ['other.csv', 'a,b\n1,2\n', /^deskbook: other\.csv has no column for ts: it needs one of .*, and has a, b\.\n$/],
  ];
  it.each(files)('refuses %s', async (name, content, sentence) => {
    const { code, stderr } = await importFile('bars', await fileOf(name, content), 'refused');
    expect(stderr).toMatch(sentence);
    expect(code).toBe(1);
  });

  it('refuses a folder and a file that is not there', async () => {
    const folder = await importFile('bars', place.folder, 'refused');
    expect(folder).toMatchObject({ code: 1, stderr: expect.stringMatching(/is no file\. Import one/) });
    const none = await importFile('bars', 'none.csv', 'refused');
    expect(none).toMatchObject({ code: 1, stderr: 'deskbook: There is no file none.csv.\n' });
  });
});

const es = await sharedFile('es_1m_trades_quotes.csv');
const gc = await sharedFile('gc_201312_trade_ticks.csv.gz');
const nifty = await sharedFile('nifty50_1m.csv');

describe('deskbook import beside a console', () => {
  let console: RunningConsole;
  beforeAll(async () => {
    console = await startConsole(place);
  });
  afterAll(() => console.end());

  it('reads gzip and takes the contract from the name of the file', async () => {
    const csv = 'ts_ms_utc,price,qty\n1381104000276,1313.7,1\n1381104000276,1313.8,2\n';
    const outcome = await importFile('trades', await fileOf('gc_201312_made.csv.gz', gzipSync(csv)), 'gc_made');
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(
      await query(
        'select instrument, sum(quantity)::bigint as quantity, sum(price * quantity)::decimal(18, 2) as value from gc_made group by 1',
      ),
    ).toEqual([{ instrument: 'GCZ3', quantity: '3', value: '3941.30' }]);
  });

  it('reads fills', async () => {
    const csv =
      'time,symbol,side,qty,price,account\n2026-11-20T14:30:00Z,ESZ6,B,2,6123.25,DESK\n2026-11-20T14:31:00Z,ESZ6,S,1,6124,DESK\n';
    expect(await importFile('fills', await fileOf('mine.csv', csv), 'mine')).toMatchObject({ code: 0, stderr: '' });
    expect(await query('select instrument, side, quantity, price from mine order by ts_event')).toEqual([
      { instrument: 'ESZ6', side: 'buy', quantity: '2', price: '6123.250000000' },
      { instrument: 'ESZ6', side: 'sell', quantity: '1', price: '6124.000000000' },
    ]);
  });

  describe('the shared market data (skipped without DESKBOOK_SHARED)', () => {
    it.skipIf(!es)('ES minutes give volume and value of each hour as computed apart', async () => {
      const csv = await readFile(es!, 'utf8');
      expect(await importFile('bars', es!, 'es')).toMatchObject({ code: 0, stderr: '' });
      const expected = hours(csv);
      expect(expected.length).toBeGreaterThan(100);
      expect(await query(hoursOf('es'))).toEqual(expected);
      const first = 'select contract, instrument, count(*) as rows from es group by all order by 1 limit 2';
      expect(await query(first)).toEqual([
        { contract: '201312', instrument: 'ESZ3', rows: String(csv.match(/^201312,/gm)!.length) },
        { contract: '201403', instrument: 'ESH4', rows: String(csv.match(/^201403,/gm)!.length) },
      ]);
    });

    it.skipIf(!gc)('GC ticks come in from gzip, every one of them', async () => {
      const rows = gunzipSync(await readFile(gc!))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(','));
      expect(await importFile('trades', gc!, 'gc')).toMatchObject({ code: 0, stderr: '' });
      const quantity = rows.reduce((sum, [, , traded]) => sum + Number(traded), 0);
      expect(
        await query(
          'select instrument, count(*) as rows, sum(quantity)::bigint as quantity, epoch_ms(min(ts_event)) as first from gc group by 1',
        ),
      ).toEqual([{ instrument: 'GCZ3', rows: String(rows.length), quantity: String(quantity), first: rows[0]![0] }]);
    });

    it.skipIf(!nifty)('NIFTY minutes keep a column the layout does not know', async () => {
      expect(await importFile('bars', nifty!, 'nifty', '--instrument', 'NIFTY')).toMatchObject({ code: 0, stderr: '' });
      expect(await query('select instrument, close, ts_ist from nifty order by ts limit 1')).toEqual([
        { instrument: 'NIFTY', close: '10881.700000000', ts_ist: '2019-01-01T09:07:00+05:30' },
      ]);
    });
  });
});
