import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figureNames } from '../../core/statistics/definitions.ts';
import { jsonOf, newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

type Figures = Record<string, number | string | null> & {
  readonly without: Record<string, string>;
  readonly options: Record<string, unknown>;
};

async function run(name: string, text: string, ...args: string[]) {
  await writeFile(path.join(place.folder, name), text);
  return deskbook(place, ['statistics', name, ...args]);
}
const figuresOf = async (text: string, ...args: string[]) =>
  jsonOf<Figures>(await run('given.csv', text, ...args, '--json'));

const fiveTrades = 'pnl\n200\n-100\n50\n-300\n400\n';

describe('deskbook statistics', () => {
  it('prints every figure by its key, in one order, and why some have no value (B21-28)', async () => {
    const figures = await figuresOf(fiveTrades);
    expect(Object.keys(figures)).toEqual([...figureNames, 'without', 'options']);
    expect(figures).toMatchObject({
      trades: 5,
      winRate: 0.6,
      total: 250,
      averageWin: 650 / 3,
      profitFactor: 1.625,
      maxDrawdown: 350,
      sharpe: 0.18569533817705186,
      cagr: null,
    });
    expect(figures.without).toMatchObject({ cagr: 'needs a starting equity and dates', drawdownStart: 'no dates' });
    expect(figures.options).toEqual({
      source: 'trades',
      method: null,
      measure: 'money',
      period: 'trade',
      ddof: 1,
      annualization: 1,
      requiredReturn: 0,
      startingEquity: 0,
    });
  });

  it('defines one side and nothing (B21-29)', async () => {
    expect(await figuresOf('pnl\n-50\n-25\n')).toMatchObject({ profitFactor: 0, maxDrawdown: 75 });
    expect(await figuresOf('pnl\n50\n')).toMatchObject({ profitFactor: null, without: { profitFactor: 'no losses' } });
    expect(await figuresOf('pnl\n')).toMatchObject({ trades: 0, winRate: 0, profitFactor: 0, sharpe: null });
  });

  it('takes dates, strategies and periods', async () => {
    const rows =
      'Trade Date,Strategy,Net P&L\n2026-11-20,maker,"1,000.25"\n11/20/2026,trend,(0.25)\n2026-11-23,maker,-500\n';
    const day = await figuresOf(rows, '--period', 'day', '--starting-equity', '10000');
    expect(day).toMatchObject({ periods: 2, trades: 3, total: 500, drawdownStart: '2026-11-20', maxDrawdown: 500 });
    expect(day.maxDrawdownShare).toBeCloseTo(500 / 11_000, 12);
    expect(day.options).toMatchObject({ annualization: 252, startingEquity: 10_000 });
    const groups = jsonOf<Figures[]>(await run('given.csv', rows, '--by', 'strategy', '--json'));
    expect(groups.map(({ group, trades, total }) => [group, trades, total])).toEqual([
      ['maker', 2, 500.25],
      ['trend', 1, -0.25],
    ]);
  });

  it('takes times as text or as a count since 1970, in any order of rows', async () => {
    const rows =
      'closed,opened,profit\n1763650800000,1763647200000,-2\n2025-11-19T10:00:00Z,2025-11-19T09:30:00Z,1e1\n';
    expect(await figuresOf(rows, '--period', 'day')).toMatchObject({
      total: 8,
      holdingMean: 2_700,
      holdingLosers: 3_600,
      currentStreak: -1,
      drawdownStart: '2025-11-19',
      drawdownValley: '2025-11-20',
    });
  });

  it('compounds returns, beside a benchmark and over a window', async () => {
    const rows = 'date,return,benchmark\n2026-11-18,1%,0.01\n2026-11-19,-0.02,-0.01\n2026-11-20,0.03,0.02\n';
    const figures = await figuresOf(rows, '--rolling', '2');
    expect(figures.total).toBeCloseTo(1.01 * 0.98 * 1.03 - 1, 12);
    expect(figures.beta).toBeCloseTo(1.6428571428571428, 12);
    expect(figures.options).toMatchObject({ source: 'returns', measure: 'return', period: 'day', annualization: 252 });
    expect(figures.rolling).toMatchObject([
      { from: 0, to: 1, lastDate: '2026-11-19' },
      { from: 1, to: 2, lastDate: '2026-11-20', maxDrawdown: expect.closeTo(0.02, 12) },
    ]);
  });

  it('matches fills by a method and knows excursions from bars', async () => {
    const fills = `time,instrument,side,quantity,price
2026-11-20 15:00:00,ES,buy,1,6000
2026-11-20 15:05:00,ES,buy,1,6010
2026-11-20 15:10:00,ES,sell,1,6005
2026-11-20 15:20:00,ES,sell,1,6008
`;
    const bars = `ts,low,high\n2026-11-20 15:01:00,5990,6012\n2026-11-20 15:02:00,5995,6000\n2026-11-20 15:15:00,6001,6020\n`;
    await writeFile(path.join(place.folder, 'bars.csv'), bars);
    const first = await figuresOf(fills, '--bars', 'bars.csv');
    expect(first).toMatchObject({
      trades: 2,
      total: 150,
      wins: 1,
      holdingMean: 750,
      worstAdverse: -500,
      bestFavorable: 600,
    });
    expect(await figuresOf(fills, '--method', 'lifo')).toMatchObject({
      total: 150,
      largestWin: 400,
      largestLoss: -250,
    });
  });

  it('prints lines for a person', async () => {
    const { code, stdout } = await run('given.csv', fiveTrades);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^trades +5\nwins +3\n/);
    expect(stdout).toMatch(/\nCAGR +– \(needs a starting equity and dates\)\n/);
  });

  it('says what each figure means', async () => {
    const { code, stdout } = await deskbook(place, ['statistics', '--definitions']);
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(figureNames);
  });

  it.each([
    [
      'pnl,date\n1,2026-11-20\nx,2026-11-20\n2,2026-02-30\n',
      /row 3, pnl "x": is no amount: .*\n {2}row 4, date "2026-02-30": .*not on the calendar/,
    ],
    ['pnl\n1\n2,3\n', /row 3: has 2 fields where the header has 1/],
    ['return\n-1.5\n', /row 2, return "-1.5": is a loss of more than everything/],
    ['amount\n1\n', /has no column of amounts \(pnl, profit, realized, net\)/],
    ['time,instrument,side,quantity,price\n2026-11-20 15:00:00,ESX,buy,1,6000\n', /row 2, instrument "ESX"/],
  ])('refuses %j with row and column', async (text, sentence) => {
    const { code, stdout, stderr } = await run('bad.csv', text, '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  it('refuses a file that is not there', async () => {
    const { code, stderr } = await deskbook(place, ['statistics', 'nowhere.csv']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'deskbook: nowhere.csv cannot be read: there is no such file.\n',
    });
  });
});
