import { describe, expect, test } from 'vitest';
import type { Instrument } from '../../../core/model/instrument.ts';
import { money } from '../../../core/model/money.ts';
import { price, priceFromDecimal } from '../../../core/model/price.ts';
import { instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';
import { DayPnl } from '../../../core/pnl/day.ts';
import { fillsOf } from './fills.ts';

const note: Instrument = {
  id: 'ZNZ6',
  root: 'ZN',
  name: '10-Year T-Note',
  exchange: 'CBOT',
  currency: 'USD',
  tick: priceFromDecimal('0.015625'),
  tickValue: money(15_625_000),
  multiplier: 1_000,
  priceStyle: { kind: 'thirtySeconds', digits: 3 },
  session: 'cme',
  deliveryMonth: '2026-12',
};
const monday = '2026-11-23' as TradeDate;
const tuesday = '2026-11-24' as TradeDate;
const key = { instrument: 'ZNZ6', account: 'DEMO', strategy: 'manual' };
const at = (minutes: number) => instant(minutes * MINUTE);
const dollars = (amount: number) => amount * 1_000_000;
const begin = () => new DayPnl(() => note, monday);
const mark = (pnl: DayPnl, points: string, minutes: number) => pnl.mark('ZNZ6', priceFromDecimal(points), at(minutes));

const point = (minutes: number, realized: number, unrealized: number) => ({
  ts: at(minutes),
  realized: dollars(realized),
  unrealized: dollars(unrealized),
});

test('a day by the minute: fills, marks, and a live point at the end', () => {
  const pnl = begin();
  const [buy, sell] = fillsOf([
    { contracts: 10, price: '110', ts: at(0.2) },
    { contracts: -4, price: '110.5', ts: at(1.5) },
  ]);
  pnl.fill(buy!);
  mark(pnl, '110.25', 0.5);
  const first = pnl.minute(at(1));
  mark(pnl, '110.5', 1.2);
  pnl.fill(sell!);
  pnl.minute(at(2));
  mark(pnl, '110.75', 2.1);
  expect(first).toEqual([{ ...key, currency: 'USD', quantity: 10, tradeDate: monday, ...point(1, 0, 2_500) }]);
  expect(pnl.state(at(2.5))).toEqual({
    tradeDate: monday,
    series: [
      { ...key, currency: 'USD', points: [point(1, 0, 2_500), point(2, 2_000, 3_000), point(2.5, 2_000, 4_500)] },
    ],
  });
});

test('the live point replaces the minute it stands on', () => {
  const pnl = begin();
  pnl.fill(fillsOf([{ contracts: 1, price: '110' }])[0]!);
  pnl.minute(at(1));
  mark(pnl, '111', 1);
  expect(pnl.state(at(1)).series[0]!.points).toEqual([point(1, 0, 1_000)]);
});

test('a minute ends once', () => {
  const pnl = begin();
  pnl.fill(fillsOf([{ contracts: 1, price: '110' }])[0]!);
  expect([pnl.minute(at(1)).length, pnl.minute(at(1)).length, pnl.minute(at(0)).length]).toEqual([1, 0, 0]);
});

describe('the turn of the day', () => {
  test('leaves what was unrealized behind', () => {
    const pnl = begin();
    const [buy, sell] = fillsOf([
      { contracts: 10, price: '110' },
      { contracts: -10, price: '111', tradeDate: tuesday, ts: at(8) },
    ]);
    pnl.fill(buy!);
    mark(pnl, '110.5', 1);
    pnl.minute(at(2));
    pnl.roll(tuesday, at(5));
    mark(pnl, '110.75', 6);
    const overnight = pnl.state(at(7));
    pnl.fill(sell!);
    expect([overnight.series[0]!.points, pnl.state(at(9)).series[0]!.points, pnl.positions()]).toEqual([
      [point(7, 0, 2_500)],
      [point(9, 10_000, -5_000)],
      {
        tradeDate: tuesday,
        positions: [
          {
            ...key,
            quantity: 0,
            cost: 0,
            mark: priceFromDecimal('110.75'),
            tsMark: at(6),
            unrealized: 0,
            realized: dollars(10_000),
            realizedOfDay: dollars(10_000),
            fees: 0,
            day: dollars(5_000),
            carriedAt: 'last',
            marks: {},
            tsUpdated: at(8),
          },
        ],
      },
    ]);
  });

  test('forgets what was flat', () => {
    const pnl = begin();
    for (const fill of fillsOf([
      { contracts: 1, price: '110' },
      { contracts: -1, price: '111' },
    ]))
      pnl.fill(fill);
    expect([pnl.state(at(1)).series.length, pnl.holds('ZNZ6')]).toEqual([1, false]);
    pnl.roll(tuesday, at(5));
    expect(pnl.state(at(2)).series).toEqual([]);
  });
});

test('before anybody traded a position is worth what was paid, and an older trade moves nothing', () => {
  const pnl = begin();
  pnl.fill(fillsOf([{ contracts: 1, price: '110', ts: at(5) }])[0]!);
  expect(pnl.marks.get('ZNZ6')).toEqual({ price: price(110_000_000_000), ts: at(5), isOwn: true });
  mark(pnl, '100', 4);
  expect(pnl.state(at(6)).series[0]!.points).toEqual([point(6, 0, 0)]);
});

test('a repeated execution changes nothing', () => {
  const pnl = begin();
  const fills = fillsOf([
    { contracts: 2, price: '110' },
    { contracts: -1, price: '111' },
  ]);
  for (const fill of [...fills, ...fills]) pnl.fill(fill);
  expect(pnl.positions().positions.map(({ quantity, realized }) => [quantity, realized])).toEqual([
    [1, dollars(1_000)],
  ]);
});
