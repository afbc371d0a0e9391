import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/paths.ts';
import { jsonOf, newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

interface Row {
  readonly text: string;
  readonly [key: string]: unknown;
}

async function ladder(orders: unknown, ...args: string[]) {
  await writeFile(path.join(place.folder, 'orders.json'), typeof orders === 'string' ? orders : JSON.stringify(orders));
  return deskbook(place, ['ladder', 'orders.json', ...args]);
}

const working = (side: '1' | '2', leavesQuantity: number, price: number, orderType = '2') => ({
  orderStatus: '1',
  side,
  leavesQuantity,
  price,
  orderType,
});

const answer = {
  status: 'Ok',
  lastPage: 'true',
  orders: [
    working('1', 80, 110.171875),
    working('2', 1, 110.046875, '4'),
    working('1', 40, 110.21875),
    working('2', 15, 110.3125),
    working('2', 4, 110.375),
    working('1', 160, 110.125),
    { orderStatus: '1', side: '1', leavesQuantity: 10, orderType: '2' },
    { ...working('1', 5, 110.25), orderStatus: '2' },
    { ...working('1', 5, 110.25), side: 1 },
    { ...working('1', 0, 110.25) },
  ],
};

describe('deskbook ladder', () => {
  it('prints the rows of the orders of an answer and counts what it leaves out', async () => {
    const { code, stdout, stderr } = await ladder(answer, '--spot', '110-08.5', '--json');
    const rows = JSON.parse(stdout) as Row[];
    expect(rows).toHaveLength(24);
    expect([rows[0], rows[5], rows[8], rows[17]]).toEqual([
      {
        price: 110.390625,
        text: "110'125",
        buy: 0,
        sell: 0,
        pnl: -1234.375,
        position: -19,
        risk: -296.875,
        breakEvenPrice: 110.325657895,
        breakEvenTicks: 4.157894737,
      },
      {
        price: 110.3125,
        text: "110'100",
        buy: 0,
        sell: 15,
        pnl: 0,
        position: -15,
        risk: -234.375,
        breakEvenPrice: 110.3125,
        breakEvenTicks: 0,
      },
      {
        price: 110.265625,
        text: "110'085",
        buy: 0,
        sell: 0,
        pnl: 0,
        position: 0,
        risk: 0,
        breakEvenPrice: null,
        breakEvenTicks: 0,
      },
      {
        price: 110.125,
        text: "110'040",
        buy: 160,
        sell: 0,
        pnl: -7500,
        position: 280,
        risk: 4375,
        breakEvenPrice: 110.151785714,
        breakEvenTicks: -1.714285714,
      },
    ]);
    expect(Object.keys(rows[0]!)).toEqual(
      'price text buy sell pnl position risk breakEvenPrice breakEvenTicks'.split(' '),
    );
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'deskbook: 4 of 10 entries left out, being no working order of ZN (entry 7: it has no price).\n',
    });
  });

  const bases: [args: string[], position: number, pnl: number][] = [
    [['--base', "1@111'280"], 1, -1609.375],
    [['--base', "-2@110'08"], -2, -31.25],
    [['--base', '1@110.265625', '--base-pnl', '-1609.375'], 1, -1609.375],
    [['--base', "1@111'280", '--base-pnl', '10'], 1, 10],
    [['--base', '3'], 3, 0],
    [['--base-pnl', '-0.000001'], 0, -0.000001],
    [[], 0, 0],
  ];
  it.each(bases)('begins with %j', async (args, position, pnl) => {
    const rows = jsonOf<Row[]>(await ladder([], '--spot', "110'085", '--json', ...args));
    expect(rows.find(({ text }) => text === "110'085")).toMatchObject({ position, pnl });
  });

  it('begins with the positions of a start of day', async () => {
    const sod = path.join(projectRoot, 'tests', 'fixtures', 'import', 'sod.csv');
    const rows = jsonOf<Row[]>(await ladder(answer, '--spot', "110'085", '--sod', sod, '--json'));
    const shown = rows.filter(({ text }) => ["110'100", "110'085", "110'010"].includes(text));
    expect(shown.map(({ text, pnl, position, breakEvenTicks }) => [text, pnl, position, breakEvenTicks])).toEqual([
      ["110'100", -1562.5, -14, 7.142857143],
      ["110'085", -1609.375, 1, -103],
      ["110'010", -35578.125, 280, -8.132142857],
    ]);
    const zb = jsonOf<Row[]>(await ladder([], '--spot', "114'01", '--instrument', 'ZB', '--sod', sod, '--json'));
    expect(zb.find(({ text }) => text === "114'01")).toMatchObject({ position: -3, pnl: -93.75 });
  });

  it('reads plain orders, prices in any text, and keeps other instruments out', async () => {
    const orders = [
      { side: 'buy', quantity: 2, price: "110'080", type: 'limit', instrument: 'ZNZ6' },
      { side: 'sell', quantity: 1, price: '110-09+', type: 'stop-limit', trigger: 110.1875 },
      { side: 'buy', quantity: 4, type: 'market' },
      { side: 'sell', quantity: 9, price: '107-16', type: 'limit', instrument: 'ZF' },
      { side: 'sell', quantity: 9, price: "110'40" },
      7,
    ];
    const { stdout, stderr } = await ladder(orders, '--spot', '110.265625', '--json');
    const rows = JSON.parse(stdout) as Row[];
    expect(rows.map(({ text, buy, sell, position }) => `${text} ${buy} ${sell} ${position}`)).toEqual([
      "110'100 0 0 4",
      "110'095 0 1 4",
      "110'090 0 0 4",
      "110'085 0 0 4",
      "110'080 2 0 6",
      "110'075 0 0 6",
    ]);
    expect(stderr).toBe(
      [
        'deskbook: 3 of 6 entries left out, being no working order of ZN (entry 4: it is of ZF).',
        'deskbook: 1 stop-limits have a limit that only a turn of the market reaches.',
        '',
      ].join('\n'),
    );
  });

  it('shows a window and says what lies beyond it', async () => {
    const { stdout, stderr } = await ladder([{ side: 'buy', quantity: 1, price: '100' }], '--spot', '110', '--json');
    expect((JSON.parse(stdout) as Row[]).length).toBe(202);
    expect(stderr).toBe(
      'deskbook: 0 orders above and 1 below are more than 200 rows from the spot; --window shows more.\n',
    );
  });

  it('prints a table for people', async () => {
    const orders = [{ side: 'buy', quantity: 3, price: '6120.50' }];
    const { stdout } = await ladder(orders, '--spot', '6121.10', '--instrument', 'ES', '--base', '-1@6121');
    expect(stdout.split('\n')).toEqual([
      'buy    price  sell     P&L  position  risk/tick  break-even    ticks',
      '───  ───────  ────  ──────  ────────  ─────────  ──────────  ───────  ──────────',
      '     6121.50        -25.00        -1      -12.5   6121.0000   2.0000',
      '     6121.25        -12.50        -1      -12.5   6121.0000   1.0000  spot below',
      '     6121.00          0.00        -1      -12.5   6121.0000   0.0000  spot above',
      '     6120.75         12.50        -1      -12.5   6121.0000  -1.0000',
      '  3  6120.50         25.00        +2         25   6120.2500   1.0000',
      '     6120.25          0.00        +2         25   6120.2500   0.0000',
      '6 rows',
      '',
    ]);
  });

  const refused: [name: string, orders: unknown, args: string[], code: number, sentence: RegExp][] = [
    ['no JSON', '{', ['--spot', '110'], 1, /orders\.json is no JSON: /],
    ['no orders', { status: 'Ok' }, ['--spot', '110'], 1, /Orders are an array/],
    ['a failed answer', { status: 'Err', orders: [] }, ['--spot', '110'], 1, /status is "Err" and not "Ok"/],
    ['a bad spot', [], ['--spot', "110'40"], 1, /^deskbook: --spot: .*110'40/],
    ['an unknown instrument', [], ['--spot', '110', '--instrument', 'ZX'], 1, /There is no instrument "ZX"/],
    ['a bad base', [], ['--spot', '110', '--base', 'two@110'], 2, /--base takes QTY@PRICE/],
    ['a bad base price', [], ['--spot', '110', '--base', '2@x'], 1, /^deskbook: --base: /],
    ['two bases', [], ['--spot', '110', '--base', '2@110', '--sod', 'a.csv'], 2, /--base and --sod both say/],
    ['no such start of day', [], ['--spot', '110', '--sod', 'absent.csv'], 1, /absent\.csv cannot be read/],
    ['a bad amount', [], ['--spot', '110', '--base-pnl', 'x'], 1, /^deskbook: --base-pnl: /],
    ['a bad window', [], ['--spot', '110', '--window', '0'], 2, /--window is a number of rows/],
    ['no spot', [], [], 2, /required option '--spot <price>' not specified/],
    [
      'two instruments',
      [working('1', 1, 110), working('1', 1, 111)].map((each, index) => ({ ...each, instrumentId: index })),
      ['--spot', '110'],
      1,
      /of 2 instruments \(instrumentId 0, 1\)/,
    ],
  ];
  it.each(refused)('refuses %s', async (_, orders, args, code, sentence) => {
    const outcome = await ladder(orders, ...args, '--json');
    expect(outcome.stderr).toMatch(sentence);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: '' });
  });

  it('says that there is no file', async () => {
    const { code, stderr } = await deskbook(place, ['ladder', 'absent.json', '--spot', '110']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'deskbook: absent.json cannot be read: there is no such file.\n',
    });
  });
});
