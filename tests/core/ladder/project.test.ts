import { describe, expect, it } from 'vitest';
import { NO_BASE } from '../../../core/ladder/base.ts';
import { projectLadder } from '../../../core/ladder/project.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { formatAverage } from '../../../core/model/price-format.ts';
import { at, mockOrders, mockSpot, order, tableOf, textOf, zn } from './golden.ts';

const golden1 = [
  "110'125 |  | -1234.38 | -19 | -296.875 | 4.1579",
  "110'120 | S4 | -937.50 | -19 | -296.875 | 3.1579",
  "110'115 |  | -703.12 | -15 | -234.375 | 3.0000",
  "110'110 |  | -468.75 | -15 | -234.375 | 2.0000",
  "110'105 |  | -234.38 | -15 | -234.375 | 1.0000",
  "110'100 | S15 | 0.00 | -15 | -234.375 | 0",
  "110'095 |  | 0.00 | 0 | 0 | 0",
  "110'090 |  | 0.00 | 0 | 0 | 0",
  "110'085 |  | 0.00 | 0 | 0 | 0",
  "110'080 |  | 0.00 | 0 | 0 | 0",
  "110'075 |  | 0.00 | 0 | 0 | 0",
  "110'070 | B40 | 0.00 | 40 | 625 | 0",
  "110'065 |  | -625.00 | 40 | 625 | -1.0000",
  "110'060 |  | -1250.00 | 40 | 625 | -2.0000",
  "110'055 | B80 | -1875.00 | 120 | 1875 | -1.0000",
  "110'050 |  | -3750.00 | 120 | 1875 | -2.0000",
  "110'045 |  | -5625.00 | 120 | 1875 | -3.0000",
  "110'040 | B160 | -7500.00 | 280 | 4375 | -1.7143",
  "110'035 |  | -11875.00 | 280 | 4375 | -2.7143",
  "110'030 |  | -16250.00 | 280 | 4375 | -3.7143",
  "110'025 |  | -20625.00 | 280 | 4375 | -4.7143",
  "110'020 |  | -25000.00 | 280 | 4375 | -5.7143",
  "110'015 | S1 | -29375.00 | 279 | 4359.375 | -6.7384",
  "110'010 |  | -33734.38 | 279 | 4359.375 | -7.7384",
];

const startOfDay = { fills: [{ quantity: 1, price: at("111'280") }] };
const mock = { orders: mockOrders, spot: mockSpot, instrument: zn };

describe('the ladder of a scenario', () => {
  it('golden 1: working orders from flat', () => {
    const ladder = projectLadder({ ...mock, base: NO_BASE });
    expect(tableOf(ladder.rows)).toEqual(golden1);
    expect({ ...ladder, rows: [] }).toEqual({
      rows: [],
      base: NO_BASE,
      outside: { above: 0, below: 0 },
      idle: [],
      offGrid: 0,
    });
  });

  it('golden 2: the same with a start of day', () => {
    const { rows, base } = projectLadder({ ...mock, base: startOfDay });
    expect([base.quantity, moneyToDecimal(base.pnl)]).toEqual([1, '-1609.375']);
    const wanted = [
      "110'125 |  | -2718.75 | -18 | -281.25 | 9.6667",
      "110'120 | S4 | -2437.50 | -18 | -281.25 | 8.6667",
      "110'100 | S15 | -1562.50 | -14 | -218.75 | 7.1429",
      "110'095 |  | -1578.12 | 1 | 15.625 | -101.0000",
      "110'085 |  | -1609.38 | 1 | 15.625 | -103.0000",
      "110'080 |  | -1625.00 | 1 | 15.625 | -104.0000",
      "110'070 | B40 | -1656.25 | 41 | 640.625 | -2.5854",
      "110'065 |  | -2296.88 | 41 | 640.625 | -3.5854",
      "110'055 | B80 | -3578.12 | 121 | 1890.625 | -1.8926",
      "110'040 | B160 | -9250.00 | 281 | 4390.625 | -2.1068",
      "110'015 | S1 | -31203.12 | 280 | 4375 | -7.1321",
      "110'010 |  | -35578.12 | 280 | 4375 | -8.1321",
    ];
    const prices = new Set(wanted.map((line) => line.slice(0, 7)));
    expect(tableOf(rows.filter(({ price }) => prices.has(textOf(price))))).toEqual(wanted);
    expect(rows).toHaveLength(24);
  });

  it('golden 2: one held breaks even at what it cost', () => {
    const { rows } = projectLadder({ ...mock, base: startOfDay });
    const spot = rows.find((row) => row.spot === 'exact')!;
    expect(formatAverage(spot.breakEven!, { kind: 'thirtySeconds', digits: 3 })).toBe("111'28.00");
  });

  const between = at('110.2734375');

  it('golden 3: a spot between ticks, orders on its far sides, a base with P&L', () => {
    const { rows } = projectLadder({
      orders: [order('B2@110.3125'), order('S3@110.25')],
      spot: between,
      base: { quantity: 1, pnl: moneyFromDecimal('10') },
      instrument: zn,
    });
    expect(tableOf(rows)).toEqual([
      "110'105 |  | 95.94 | 3 | 46.875 | 2.0467",
      "110'100 | B2 | 49.06 | 3 | 46.875 | 1.0467",
      "110'095 |  | 33.44 | 1 | 15.625 | 2.1400",
      "110'090 |  | 17.81 | 1 | 15.625 | 1.1400",
      "110'085 |  | 2.19 | 1 | 15.625 | 0.1400",
      "110'080 | S3 | -13.44 | -2 | -31.25 | 0.4300",
      "110'075 |  | 17.81 | -2 | -31.25 | -0.5700",
    ]);
    expect(rows.map(({ spot }) => spot ?? '')).toEqual(['', '', '', 'below', 'above', '', '']);
  });

  it('golden 3: nothing but a spot', () => {
    const base = { quantity: 3, pnl: moneyFromDecimal('0') };
    expect(tableOf(projectLadder({ orders: [], spot: between, base, instrument: zn }).rows)).toEqual([
      "110'095 |  | 70.31 | 3 | 46.875 | 1.5000",
      "110'090 |  | 23.44 | 3 | 46.875 | 0.5000",
      "110'085 |  | -23.44 | 3 | 46.875 | -0.5000",
      "110'080 |  | -70.31 | 3 | 46.875 | -1.5000",
    ]);
  });

  it('L4: an order at the spot is traded in its row and on the way down', () => {
    const orders = [order('B2@110.3125'), order('S1@110.296875')];
    const { rows } = projectLadder({ orders, spot: at('110.3125'), base: NO_BASE, instrument: zn });
    expect(tableOf(rows)).toEqual([
      "110'105 |  | 0.00 | 0 | 0 | 0",
      "110'100 | B2 | 0.00 | 2 | 31.25 | 0",
      "110'095 | S1 | -31.25 | 1 | 15.625 | -2.0000",
      "110'090 |  | -46.88 | 1 | 15.625 | -3.0000",
    ]);
  });

  it('L5: a base with P&L', () => {
    const base = { quantity: 5, pnl: moneyFromDecimal('50') };
    const { rows } = projectLadder({ orders: [order('S2@110.296875')], spot: at('110.3125'), base, instrument: zn });
    expect(rows.slice(1, 3).map(({ pnl, position }) => [moneyToDecimal(pnl), position])).toEqual([
      ['50', 5],
      ['-28.125', 3],
    ]);
  });

  it('keeps opposite orders at one price apart', () => {
    const orders = [order('B5@110.25'), order('S2@110.25'), order('B1@110.25')];
    const { rows } = projectLadder({ orders, spot: mockSpot, base: NO_BASE, instrument: zn });
    const { buy, sell, position } = rows.find(({ price }) => price === at('110.25'))!;
    expect({ buy, sell, position }).toEqual({ buy: 6, sell: 2, position: 4 });
  });

  it('trades an order off the grid at its own price and shows it in the next row', () => {
    const orders = [order("B2@110'0775"), order("S1@110'0912")];
    const ladder = projectLadder({ orders, spot: mockSpot, base: NO_BASE, instrument: zn });
    expect(ladder.offGrid).toBe(2);
    expect(tableOf(ladder.rows)).toEqual([
      "110'100 |  | -27.34 | -1 | -15.625 | 1.7500",
      "110'095 | S1 | -11.72 | -1 | -15.625 | 0.7500",
      "110'090 |  | 0.00 | 0 | 0 | 0",
      "110'085 |  | 0.00 | 0 | 0 | 0",
      "110'080 |  | 0.00 | 0 | 0 | 0",
      "110'075 | B2 | -15.62 | 2 | 31.25 | -0.5000",
      "110'070 |  | -46.88 | 2 | 31.25 | -1.5000",
    ]);
  });

  it('shows a window around the spot and counts what lies beyond', () => {
    const orders = [order("B1@105'000"), order("S1@115'000"), order("S2@115'000")];
    const capped = projectLadder({ orders, spot: mockSpot, base: NO_BASE, instrument: zn });
    expect([capped.rows.length, capped.outside]).toEqual([401, { above: 2, below: 1 }]);
    const narrow = projectLadder({ ...mock, base: NO_BASE, span: 3 });
    expect(tableOf(narrow.rows)).toEqual(golden1.slice(5, 12));
    expect(narrow.outside).toEqual({ above: 1, below: 3 });
  });

  it.each([0, -1, 1.5])('refuses a window of %d', (window) => {
    expect(() => projectLadder({ ...mock, base: NO_BASE, span: window })).toThrow('is no number of rows on a side');
  });
});
