import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import { fileInput } from '../../../server/recordings/input.ts';
import { openRecording, previewRecording } from '../../../server/recordings/open.ts';
import { sourceOfBytes } from '../../../server/recordings/source.ts';
import { newPlace, type Place, refusal, settings } from './fixture.ts';

let place: Place;

beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const kept = (): string[] => readdirSync(`${place.folder}/recordings`).sort();

const ticks = `ts_ms_utc,price,qty
1381104000276,1313.7,1
1381104000276,1313.8,2
1381104000300,1313.8,1
1381104060000,1313.5,4
`;
const at = (milliseconds: number) => instant(milliseconds * 1_000);

describe('a file of ticks', () => {
  it('is read once, and found again by its content and by its id', async () => {
    const file = await place.file('gc_201312_ticks.csv', ticks);
    const first = await openRecording(place.folder, file, settings);
    const files = kept();
    const again = await openRecording(place.folder, file, settings);
    const byId = await openRecording(place.folder, first.id, settings);
    expect([again.id, byId.id, kept()]).toEqual([first.id, first.id, files]);
    const { id: _, ...info } = {
      id: first.id,
      name: first.name,
      instruments: first.instruments,
      from: first.from,
      to: first.to,
      events: first.events,
      gaps: first.gaps,
      notes: first.notes,
    };
    expect(info).toEqual({
      name: 'gc_201312_ticks.csv',
      instruments: ['GCZ3'],
      from: at(1381104000276),
      to: at(1381104060000),
      events: { trades: 4, quotes: 0, bars: 0, depth: 0 },
      gaps: 0,
      notes: [
        'That the rows are of GC Z2013 is taken from the file’s name.',
        'Who took is not in the file: a trade above the one before is taken for a buy, one below it for a sell.',
      ],
    });
    expect(first.contracts.map(({ id, deliveryMonth }) => [id, deliveryMonth])).toEqual([['GCZ3', '2013-12']]);
    for (const open of [first, again, byId]) open.close();
  });

  it('plays every trade with the aggressor that the tick rule gives', async () => {
    const recording = await place.read('gc_201312_ticks.csv.gz', gzipSync(ticks));
    const trade = (milliseconds: number, price: number, quantity: number, aggressor: string) => ({
      type: 'trade',
      tsEvent: at(milliseconds),
      trade: { instrument: 'GCZ3', price: price * 100_000_000, quantity, aggressor, tsEvent: at(milliseconds) },
    });
    const all = [
      trade(1381104000276, 13137, 1, 'buy'),
      trade(1381104000276, 13138, 2, 'buy'),
      trade(1381104000300, 13138, 1, 'buy'),
      trade(1381104060000, 13135, 4, 'sell'),
    ];
    expect([...recording.play()]).toEqual(all);
    expect([...recording.play()]).toEqual(all);
    expect([...recording.play(at(1381104000300))]).toEqual(all.slice(2));
    expect([...recording.play(at(1381104060001))]).toEqual([]);
  });

  it('is of the instrument that the person says, as of its own first day', async () => {
    const recording = await place.read('trades.csv', ticks, { instrument: 'gcg4' });
    expect(recording.contracts.map(({ id, deliveryMonth }) => [id, deliveryMonth])).toEqual([['GCG4', '2014-02']]);
  });

  it('is refused where nobody says which instrument it is of', async () => {
    expect(await refusal(place.read('trades.csv', ticks))).toBe(
      'The rows of trades.csv name no instrument: say which it is of, as GCZ3.',
    );
    expect(await refusal(place.read('trades.csv', ticks, { instrument: 'XYZ' }))).toMatch(
      /^trades\.csv: There is no instrument "XYZ"\./,
    );
  });
});

const bars = `contract,ts_ms_utc,open,high,low,close,volume,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size
201312,1381104000000,1676.5,1677,1676.25,1676.75,9,1676.5,1676.5,1676.25,1676.5,86,1676.75,1677,1676.75,1676.75,97
201312,1381104120000,,,,,,1676.5,1676.5,1676.5,1676.5,54,,,,,
201403,1381104060000,1670,1670,1670,1670,1,,,,,,,,,,
`;

describe('a file of minutes with quotes', () => {
  it('plays the minutes of several contracts in the order in which they were over', async () => {
    const recording = await place.read('es_1m.csv', bars);
    const point = 1_000_000_000;
    const bar = (minute: number, instrument: string, rest: object) => ({
      type: 'bar',
      tsEvent: at(1381104000000 + (minute + 1) * 60_000),
      instrument,
      tsStart: at(1381104000000 + minute * 60_000),
      ...rest,
    });
    expect([...recording.play()]).toEqual([
      bar(0, 'ESZ3', {
        trades: {
          instrument: 'ESZ3',
          tsStart: at(1381104000000),
          open: 1676.5 * point,
          high: 1677 * point,
          low: 1676.25 * point,
          close: 1676.75 * point,
          volume: 9,
        },
        bid: { open: 1676.5 * point, high: 1676.5 * point, low: 1676.25 * point, close: 1676.5 * point, size: 86 },
        ask: { open: 1676.75 * point, high: 1677 * point, low: 1676.75 * point, close: 1676.75 * point, size: 97 },
      }),
      bar(1, 'ESH4', {
        trades: {
          instrument: 'ESH4',
          tsStart: at(1381104060000),
          open: 1670 * point,
          high: 1670 * point,
          low: 1670 * point,
          close: 1670 * point,
          volume: 1,
        },
      }),
      bar(2, 'ESZ3', {
        bid: { open: 1676.5 * point, high: 1676.5 * point, low: 1676.5 * point, close: 1676.5 * point, size: 54 },
      }),
    ]);
    expect(recording.events).toEqual({ trades: 0, quotes: 0, bars: 3, depth: 0 });
    expect(recording.instruments).toEqual(['ESZ3', 'ESH4']);
  });
});

const index = `ts_ms_utc,ts_ist,open,high,low,close
1546313820000,2019-01-01T09:07:00+05:30,10881.7,10881.7,10881.7,10881.7
1546314300000,2019-01-01T09:15:00+05:30,10879.95,10885.3,10872.33,10874.1
`;

describe('a file of minutes of an index', () => {
  it('has no volumes, and keeps a price between two ticks as it is', async () => {
    const recording = await place.read('nifty50_1m.csv', index);
    expect(recording.instruments).toEqual(['NIFTY']);
    expect(recording.notes).toEqual([
      'That the rows are of NIFTY is taken from the file’s name.',
      'Times are the beginnings of minutes; a minute is known when it is over.',
      'There are no volumes: every minute has a volume of zero.',
      '1 row has a price between two ticks, which is kept as it is.',
    ]);
    expect([...recording.play()].map((event) => event.type === 'bar' && event.trades?.low)).toEqual([
      10_881_700_000_000, 10_872_330_000_000,
    ]);
  });
});

describe('a file that cannot be taken', () => {
  const bad = `ts_ms_utc,price,qty
1381104000276,1313.7,1
1381104000276,abc,1
1381104000276,1313.7
1381104000277,1313.7,0.5
1381103990277,1313.7,1
noon,1313.7,1
1381104000280,,1
`;

  it('is refused with every line and column, and nothing of it is left', async () => {
    const before = kept();
    expect(await refusal(place.read('gc_201312.csv', bad))).toBe(
      `gc_201312.csv has 6 bad rows; nothing was taken. The header is row 1.
  row 3, price "abc": expected a decimal number at character 1 of "abc"
  row 4: has 2 fields where the header has 3
  row 5, qty "0.5": is no whole number of contracts
  row 6: is 9.999 s before the row above of the same instrument
  row 7, ts_ms_utc "noon": "noon" is not a time: write 2013-10-07T14:30:00Z or milliseconds since 1970
  row 8, price "": is empty`,
    );
    expect(kept()).toEqual(before);
  });

  it('gives its good lines when they are asked for', async () => {
    const recording = await place.read('gc_201312.csv', bad, { keepGood: true });
    expect([recording.events.trades, recording.notes.at(-1)]).toEqual([
      1,
      '6 lines that cannot be read were left out.',
    ]);
  });

  const refused: [what: string, name: string, content: string | Buffer, sentence: RegExp][] = [
    ['an empty file', 'a.csv', '', /^a\.csv is empty\.$/],
    ['a header alone', 'gc_201312.csv', 'ts_ms_utc,price,qty\n', /^gc_201312\.csv has no row\.$/],
    [
      'another kind of file',
      'a.csv',
      'name,age\nAnn,4\n',
      /^a\.csv is no recording that is known: it begins with "name,age"/,
    ],
    ['a picture', 'a.png', Buffer.from([0x89, 0x50, 0xff, 0xfe, 0x0a]), /^a\.png is no text in UTF-8\.$/],
    [
      'a file that was cut',
      'gc.csv.gz',
      gzipSync(ticks.repeat(99)).subarray(0, 60),
      /^gc\.csv\.gz cannot be read: unexpected end of file\.$/,
    ],
    [
      'minutes that begin within one',
      'es.csv',
      'contract,ts_ms_utc,open,high,low,close\n201312,1381104000001,1,1,1,1\n',
      /row 2, ts_ms_utc "1381104000001": is no beginning of a minute/,
    ],
    [
      'a month that is none',
      'es.csv',
      'contract,ts_ms_utc,open,high,low,close\n201311,1381104000000,1,1,1,1\n',
      /row 2, contract "201311": is no month of ES: a month is written 201312/,
    ],
    [
      'a high that is none',
      'es.csv',
      'contract,ts_ms_utc,open,high,low,close\n201312,1381104000000,2,1,1,1\n',
      /row 2, high "1": is not the highest of its minute/,
    ],
  ];
  it.each(refused)('%s', async (_, name, content, sentence) => {
    expect(await refusal(place.read(name, content))).toMatch(sentence);
    expect(kept().filter((file) => !file.endsWith('.sqlite'))).toEqual([]);
  });

  it('is no file', async () => {
    expect(await refusal(openRecording(place.folder, '/nowhere/a.csv', settings))).toBe(
      '/nowhere/a.csv cannot be read: there is no such file.',
    );
  });
});

describe('times that fall back', () => {
  it('are put in order within a second, and said', async () => {
    const text = 'ts_ms_utc,price,qty\n1381104000900,1,1\n1381104000100,2,2\n1381104000950,3,3\n';
    const recording = await place.read('gc_201312.csv', text);
    expect([...recording.play()].map((event) => event.type === 'trade' && event.trade.quantity)).toEqual([2, 1, 3]);
    expect(recording.notes.at(-1)).toBe('1 row stood up to a second late and was put in the order of time.');
  });
});

describe('a preview', () => {
  it('says what would be kept and what is bad, and keeps nothing', async () => {
    const source = sourceOfBytes('gc_201402.csv', Buffer.from(`${ticks}x,1,1\n`));
    const before = kept();
    const input = await fileInput(source, settings);
    const { info, rows, bad, known, about } = await previewRecording(place.folder, input);
    expect([info.instruments, info.events.trades, rows, known, about]).toEqual([
      ['GCG4'],
      4,
      5,
      false,
      'trades of one instrument: ts_ms_utc, price, qty',
    ]);
    expect(bad.map(({ row, column }) => [row, column])).toEqual([[6, 'ts_ms_utc']]);
    expect(kept()).toEqual(before);
  });
});
