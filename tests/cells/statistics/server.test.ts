import { describe, expect, it } from 'vitest';
import { type CellContext, CellFailure, type QueryResult } from '../../../cells/kind.ts';
import { statistics as kind } from '../../../cells/statistics/index.ts';
import { props as schema } from '../../../cells/statistics/schema.ts';
import { frames, refs } from '../../../cells/statistics/server.ts';
import { matchesQuery } from '../../../cells/statistics/trades.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { fiveMatches, matchesOf, relationOf } from './fixture.ts';

const one = async (result: QueryResult, given: Record<string, unknown> = {}) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf({}, 1, result)));
  return value!;
};
const failureOf = async (result: QueryResult, given: Record<string, unknown>): Promise<string> => {
  const error = await one(result, given).catch((reason: unknown) => reason);
  return error instanceof CellFailure ? error.error.message : String(error);
};

describe('frames of statistics', () => {
  it('measures our matches, money exact', async () => {
    const value = await one(fiveMatches, { figures: ['trades', 'total', 'winRate', 'sharpe', 'maxDrawdown', 'cagr'] });
    expect(value.whole).toEqual({
      key: '',
      figures: { trades: 5, total: '250', winRate: 0.6, sharpe: 0.18569533817705186, maxDrawdown: '350', cagr: null },
      texts: {
        trades: { text: '5', sign: '' },
        total: { text: '+250.00', sign: 'gain' },
        winRate: { text: '60.00%', sign: '' },
        sharpe: { text: '0.186', sign: '' },
        maxDrawdown: { text: '350.00', sign: '' },
        cagr: { text: 'needs a starting equity and dates', sign: 'none' },
      },
    });
    expect([value.currency, value.firstDate, value.lastDate]).toEqual(['USD', '2026-11-18', '2026-11-20']);
    expect(kind.caption?.(value)).toBe('5 trades');
  });

  it('knows the worst and best that a trade stood at from its bars and executions', async () => {
    const { figures } = (await one(fiveMatches)).whole;
    expect([figures.worstAdverse, figures.bestFavorable, figures.holdingMean]).toEqual(['-500', '500', 660]);
  });

  it('has a line a group and annualizes by the period', async () => {
    const value = await one(fiveMatches, { by: 'strategy', period: 'day' });
    expect(value.groups.map(({ key, figures }) => [key, figures.trades, figures.total])).toEqual([
      ['maker', 3, '650'],
      ['trend', 2, '-400'],
    ]);
    expect(value.annualization).toBe(252);
  });

  it('adds one currency and names the others', async () => {
    const rupees = matchesOf([['2026-11-20', 5, 'maker', 'long', '75.000000']], 'INR', 'NIFTY');
    const both = { ...fiveMatches, rows: [...fiveMatches.rows, ...rupees.rows], rowCount: 6 };
    expect(await one(both)).toMatchObject({ trades: 5, currency: 'USD', otherCurrencies: ['INR'] });
    expect(await one(both, { currency: 'INR' })).toMatchObject({
      trades: 1,
      currency: 'INR',
      otherCurrencies: ['USD'],
    });
  });

  it('chooses in SQL, with every text quoted', () => {
    const query = matchesQuery(schema.parse({ strategy: "o'hara", since: '2026-11-01', until: '2026-11-20' }), 'ZNZ6');
    expect(query).toContain(
      "from matches where instrument = 'ZNZ6' and strategy = 'o''hara' and trade_date >= '2026-11-01' and trade_date <= '2026-11-20'",
    );
    expect(refs(schema.parse({}))).toEqual({ reads: ['matches'] });
  });

  it('measures what another cell gives: amounts or returns by the names of its columns', async () => {
    const daily = relationOf(
      ['trade_date', 'PnL'],
      ['2026-11-18', '100.500000'],
      ['2026-11-20', -50.25],
      ['2026-11-19', null],
    );
    expect(await one(daily, { from: 'daily', period: 'day' })).toMatchObject({
      measure: 'money',
      trades: 2,
      leftOut: 1,
      whole: { figures: { total: '50.25', periods: 2, drawdownValley: '2026-11-20' } },
    });
    expect((await one(daily, { from: 'daily', since: '2026-11-19' })).trades).toBe(1);
    const returns = relationOf(['return', 'benchmark'], [0.01, 0.01], [-0.02, 0.01], [0.03, 0.02]);
    const value = await one(returns, { from: 'r' });
    expect([value.measure, value.annualization, value.shown.includes('beta')]).toEqual(['return', 252, true]);
    expect(refs(schema.parse({ from: 'daily' }))).toEqual({ reads: ['daily'] });
  });

  it('says what a relation lacks', async () => {
    const columns = relationOf(['day', 'quantity'], ['2026-11-20', 1]);
    expect(await failureOf(columns, { from: 'daily' })).toBe(
      'daily has no column of amounts or returns; it has day, quantity.',
    );
    expect(await failureOf(relationOf(['pnl'], ['x']), { from: 'daily' })).toMatch(
      /^daily holds "x", which is no amount/,
    );
    expect(await failureOf(relationOf(['pnl'], [1]), { from: 'daily', since: '2026-11-20' })).toMatch(/has no dates/);
    expect(await failureOf({ ...fiveMatches, rowCount: 600_000 }, {})).toBe(
      'This choice has 600,000 rows; statistics take at most 500,000.',
    );
  });

  it('asks for the rows once', async () => {
    const asked: string[] = [];
    const context: CellContext = {
      ...contextOf({}),
      query: (sql) => {
        asked.push(sql);
        return Promise.resolve(relationOf(['pnl'], [1]));
      },
    };
    await framesOf(frames(schema.parse({ from: 'daily' }), context));
    expect(asked).toEqual(['select * from "daily"']);
  });
});

describe('properties of statistics', () => {
  it.each([
    [{ figures: ['sharp'] }, 'there is no figure sharp. Did you mean sharpe?'],
    [{ method: 'hifo' }, 'method is fifo, lifo, average, highest'],
    [{ by: 'venue' }, 'by is strategy, day, week or month'],
    [{ since: '2026-02-30' }, 'a day is written 2026-11-20'],
    [{ starting_equity: 0 }, 'starting_equity is an amount above zero'],
    [{ from: 'daily', instrument: 'ZN' }, 'instrument goes with our own trades: choose in daily itself'],
    [{ from: 'a"; drop' }, 'from is the name of a cell or a source'],
  ])('%j is refused', (given, message) => {
    expect(schema.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('the view of statistics', () => {
  it.each([
    ['day', fiveMatches, { period: 'day', starting_equity: 10_000 }],
    ['by-strategy', fiveMatches, { by: 'strategy' }],
    ['wins', matchesOf([['2026-11-20', 5, 'maker', 'long', '75.000000']]), { figures: ['trades', 'profitFactor'] }],
    ['none', matchesOf([]), { instrument: 'ZN', strategy: 'maker' }],
  ])('%s', async (name, result, given) => {
    await expectGolden(kind, name, await one(result, given), schema.parse(given));
  });

  it('exports figures with their definitions', async () => {
    const value = await one(fiveMatches, { by: 'strategy', figures: ['trades', 'winRate'] });
    expect(kind.exportAs?.csv?.(value)).toBe(`group,figure,value,definition
maker,trades,3,Trades that were closed.
maker,winRate,1,"Wins over all trades, break-evens included; 0 without trades."
trend,trades,2,Trades that were closed.
trend,winRate,0,"Wins over all trades, break-evens included; 0 without trades."
,trades,5,Trades that were closed.
,winRate,0.6,"Wins over all trades, break-evens included; 0 without trades."
`);
    expect(kind.exportAs?.json?.(value)).toMatchObject({ whole: { trades: 5, winRate: 0.6 } });
  });
});
