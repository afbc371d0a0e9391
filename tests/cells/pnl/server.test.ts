import { describe, expect, it } from 'vitest';
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

  it('refuses a method that is not there, in a sentence', () => {
    expect(schema.safeParse({ method: 'lifo' }).error?.issues.map(({ message }) => message)).toEqual([
      'fills are matched first in, first out: say `method: fifo` or leave it out',
    ]);
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
