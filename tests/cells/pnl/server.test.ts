import { describe, expect, it } from 'vitest';
import type { CellContext } from '../../../cells/kind.ts';
import { pnl as kind } from '../../../cells/pnl/index.ts';
import { props as schema } from '../../../cells/pnl/schema.ts';
import { frames } from '../../../cells/pnl/server.ts';
import type { PnlState } from '../../../core/topics.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf, now } from '../live-topics.ts';
import { pnlOf, seriesOf, wanderingDay } from './fixture.ts';

const one = async (state: PnlState | undefined, given: Record<string, unknown> = {}) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf({ pnl: state })));
  return value!;
};

const minute = (ago: number): number => now / 1_000 - ago * 60_000;

describe('frames of P&L', () => {
  it('adds the series of a currency and says what is left out', async () => {
    const value = await one(
      pnlOf(
        seriesOf([
          [2, 0, 0],
          [1, 100, 31.25],
          [0, 100, -50],
        ]),
        seriesOf(
          [
            [1, 0, 10],
            [0, 5, 0],
          ],
          { strategy: 'manual' },
        ),
        seriesOf([[0, 7, 7]], { instrument: 'NIFTY', currency: 'INR' }),
      ),
    );
    expect(value).toEqual({
      tradeDate: '2026-11-20',
      from: null,
      method: 'fifo',
      step: 'minute',
      currency: 'USD',
      otherCurrencies: ['INR'],
      zone: 'America/Chicago',
      zoneName: 'CST',
      points: [
        [minute(2), 0, 0, 0],
        [minute(1), 100_000_000, 41_250_000, 0],
        [minute(0), 105_000_000, -50_000_000, -86_250_000],
      ],
      total: 3,
      now: {
        total: { text: '+55.00', sign: 'gain' },
        realized: { text: '+105.00', sign: 'gain' },
        unrealized: { text: '-50.00', sign: 'loss' },
        drawdown: { text: '-86.25', sign: 'loss' },
      },
      amounts: [
        { at: -50_000_000, text: '-50' },
        { at: 0, text: '0' },
        { at: 50_000_000, text: '50' },
        { at: 100_000_000, text: '100' },
      ],
      times: [
        { at: Date.parse('2026-11-20T16:30:00Z'), text: '10:30' },
        { at: Date.parse('2026-11-20T16:31:00Z'), text: '10:31' },
      ],
      matches: null,
    });
  });

  const filters: [given: Record<string, unknown>, currency: string | null, total: string | undefined][] = [
    [{}, 'USD', '+3.00'],
    [{ strategy: 'maker' }, 'USD', '+1.00'],
    [{ account: 'hedge' }, 'USD', '+2.00'],
    [{ instrument: 'NIFTY' }, 'INR', '+9.00'],
    [{ currency: 'INR' }, 'INR', '+9.00'],
    [{ currency: 'EUR' }, 'EUR', undefined],
    [{ account: 'nobody' }, null, undefined],
  ];
  it.each(filters)('%j', async (given, currency, total) => {
    const value = await one(
      pnlOf(
        seriesOf([[0, 1, 0]]),
        seriesOf([[0, 2, 0]], { account: 'hedge', strategy: 'manual' }),
        seriesOf([[0, 9, 0]], { instrument: 'NIFTY', currency: 'INR', strategy: 'manual' }),
      ),
      given,
    );
    expect([value.currency, value.now?.total.text]).toEqual([currency, total]);
  });

  it.each([
    [{ method: 'best' }, 'method is fifo, lifo, average, highest'],
    [{ period: 'decade' }, 'period is day, week, month, quarter, year, all'],
  ])('refuses %j in a sentence', (given, sentence) => {
    expect(schema.safeParse(given).error?.issues.map(({ message }) => message)).toEqual([sentence]);
  });
});

const days = [
  ['2026-11-16', 'USD', '500.000000', '406.250000'],
  ['2026-11-17', 'USD', '-250.000000', '-187.500000'],
  ['2026-11-18', 'INR', '1.000000', '1.000000'],
  ['2026-11-19', 'USD', '0.000000', '93.750000'],
];
const at = (time: string): string => String(Date.parse(`2026-11-20T${time}Z`) * 1_000);
const closed = [
  [at('15:00:00'), at('16:31:05'), 'ZNZ6', 'long', '2', '110.265625000', '110.281250000', '31.250000', 'USD', '3'],
  [at('14:30:00'), at('16:30:30'), 'ZNZ6', 'short', '1', '110.250000000', '110.265625000', '-15.625000', 'USD', '3'],
  [at('14:00:00'), at('16:30:10'), 'OLDZ6', 'long', '1', '99.500000000', '99.500000000', '0.000000', 'USD', '3'],
];

/** The record as its relations answer, and the SELECTs that were asked. */
function record(state: PnlState | undefined, given: Record<string, unknown>, wakes = 1) {
  const asked: string[] = [];
  const context: CellContext = {
    ...contextOf({ pnl: state, fills: { fills: [], total: 3 } }, wakes),
    query: async (sql) => {
      asked.push(sql.replace(/\s+/g, ' '));
      const rows = sql.includes('pnl_daily_by')
        ? days
        : sql.includes('ORDER BY 1')
          ? closed.map(([, exited, , , , , , realized, currency]) => [exited!, realized!, currency!]).reverse()
          : closed;
      return { columns: [], rows, rowCount: rows.length, hash: '', milliseconds: 1 };
    },
  };
  return { asked, values: framesOf(frames(schema.parse(given), context)) };
}

const liveDay = pnlOf(
  seriesOf([
    [2, 0, 0],
    [1, 100, 31.25],
    [0, 100, -50],
  ]),
);

describe('a longer period', () => {
  it('adds trade dates that are over to the live one, from zero on', async () => {
    const [value] = await record(liveDay, { period: 'week' }).values;
    const end = (day: number): number => Date.UTC(2026, 10, day, 23) - 1;
    expect(value).toMatchObject({
      from: '2026-11-16',
      step: 'date',
      currency: 'USD',
      otherCurrencies: ['INR'],
      points: [
        [Date.UTC(2026, 10, 13, 23), 0, 0, 0],
        [end(16), 500e6, -93.75e6, 0],
        [end(17), 250e6, -31.25e6, -187.5e6],
        [end(19), 250e6, 62.5e6, -93.75e6],
        [minute(0), 350e6, 12.5e6, -43.75e6],
      ],
      times: [
        { at: end(16), text: '11-16' },
        { at: end(17), text: '11-17' },
        { at: end(19), text: '11-19' },
        { at: minute(0), text: '11-20' },
      ],
    });
  });

  it('asks for the selection, its names quoted, and asks again only for new fills', async () => {
    const { asked, values } = record(liveDay, { period: 'month', strategy: "o'neil", instrument: 'ZN' }, 3);
    expect((await values).length).toBe(3);
    expect(asked).toEqual([
      "SELECT trade_date::VARCHAR, currency, sum(realized)::DECIMAL(18,6), sum(pnl)::DECIMAL(18,6) FROM pnl_daily_by('fifo') " +
        "WHERE instrument = 'ZNZ6' AND strategy = 'o''neil' AND trade_date >= '2026-11-01'::DATE AND trade_date < '2026-11-20'::DATE " +
        'GROUP BY ALL ORDER BY 1',
    ]);
  });
});

describe('another method', () => {
  it('moves P&L between realized and open', async () => {
    const [value] = await record(liveDay, { method: 'lifo' }).values;
    expect(value?.points).toEqual([
      [minute(2), 0, 0, 0],
      [minute(1), 0, 131.25e6, 0],
      [minute(0), 15.625e6, 34.375e6, -81.25e6],
    ]);
  });
});

describe('matches', () => {
  it('tells both legs in the exchange\u2019s text and zone', async () => {
    const [value] = await record(liveDay, { matches: true }).values;
    expect(value?.matches).toEqual([
      {
        at: Date.parse('2026-11-20T16:31:05Z'),
        entered: '2026-11-20 09:00:00',
        exited: '2026-11-20 10:31:05',
        instrument: 'ZNZ6',
        side: 'long',
        quantity: 2,
        entry: "110'085",
        exit: "110'090",
        realized: { text: '+31.25', sign: 'gain' },
        of: 3,
      },
      {
        at: Date.parse('2026-11-20T16:30:30Z'),
        entered: '2026-11-20 08:30:00',
        exited: '2026-11-20 10:30:30',
        instrument: 'ZNZ6',
        side: 'short',
        quantity: 1,
        entry: "110'080",
        exit: "110'085",
        realized: { text: '-15.62', sign: 'loss' },
        of: 3,
      },
      {
        at: Date.parse('2026-11-20T16:30:10Z'),
        entered: '2026-11-20 08:00:00',
        exited: '2026-11-20 10:30:10',
        instrument: 'OLDZ6',
        side: 'long',
        quantity: 1,
        entry: '99.5',
        exit: '99.5',
        realized: { text: '0.00', sign: 'even' },
        of: 3,
      },
    ]);
  });

  it.each([
    ['matches', { matches: true }],
    ['month', { period: 'month', matches: true, method: 'average' }],
  ])('the view with %s', async (name, given) => {
    const [value] = await record(liveDay, given).values;
    await expectGolden(kind, name, value!, schema.parse(given));
  });
});

describe('the view of P&L', () => {
  it.each([
    ['day', pnlOf(wanderingDay(40)), {}],
    ['one-point', pnlOf(seriesOf([[0, 0, 0]])), {}],
    ['none', undefined, { instrument: 'ES' }],
  ])('%s', async (name, state, given) => {
    await expectGolden(kind, name, await one(state, given), schema.parse(given));
  });
});
