import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BaseFill, baseOfFills } from '../../../core/ladder/base.ts';
import type { LadderOrder } from '../../../core/ladder/order.ts';
import { type ProjectedRow, projectLadder } from '../../../core/ladder/project.ts';
import { breakEvenTicks, riskOf, scenario } from '../../../core/ladder/walk.ts';
import type { Fill } from '../../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId } from '../../../core/model/ids.ts';
import { type Money, money } from '../../../core/model/money.ts';
import { type Price, price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { Position } from '../../../core/pnl/position.ts';
import { at, order, zn } from './golden.ts';

const seed = 2_026;
const spot = at("110'085");
/** A price near the spot, on the grid of 1/256 and so off that of ZN three times in four. */
const near = fc.integer({ min: -400, max: 400 }).map((count) => price(spot + count * 3_906_250));
const contracts = fc.integer({ min: 1, max: 500 });
const someOrder: fc.Arbitrary<LadderOrder> = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: contracts,
  price: near,
  type: fc.constantFrom('limit' as const, 'stop' as const),
});
const orders = fc.array(someOrder, { maxLength: 30 });
const baseFills: fc.Arbitrary<readonly BaseFill[]> = fc.array(
  fc.record({ quantity: fc.integer({ min: -99, max: 99 }).filter((quantity) => quantity !== 0), price: near }),
  { maxLength: 8 },
);

const fillOf = (quantity: number, at: Price, index: number): Fill => ({
  executionId: `E${index}` as ExecutionId,
  clientOrderId: `O${index}` as ClientOrderId,
  instrument: 'ZNZ6',
  account: 'A' as AccountId,
  strategy: 's',
  side: quantity > 0 ? 'buy' : 'sell',
  quantity: Math.abs(quantity) as Quantity,
  price: at,
  liquidity: 'maker',
  tradeDate: '2026-11-20' as TradeDate,
  tsEvent: index as Instant,
  tsInit: index as Instant,
});

const quotient = ({ breakEven }: ProjectedRow) => breakEven && { cost: breakEven.cost, quantity: breakEven.quantity };
const plainRow = (row: ProjectedRow) => ({ ...row, breakEven: quotient(row) });

/** What the lots say once the base and the orders on the way have traded. */
function replayed(base: readonly BaseFill[], working: readonly LadderOrder[], there: Price) {
  const position = new Position({ instrument: 'ZNZ6', account: 'A' as AccountId, strategy: 's' }, zn.multiplier, fifo);
  const met = working
    .map((each) => ({ ...each, price: each.price ?? spot }))
    .filter((each) =>
      there > spot ? each.price > spot && each.price <= there : each.price <= spot && each.price >= there,
    )
    .sort((a, b) => (there > spot ? a.price - b.price : b.price - a.price))
    .map((each) => ({ quantity: each.side === 'buy' ? each.quantity : -each.quantity, price: each.price }));
  for (const [index, fill] of [...base, ...met].entries()) position.apply(fillOf(fill.quantity, fill.price, index));
  return { position: position.quantity as number, pnl: (position.realized + position.unrealized(there)) as Money };
}

describe('a scenario', () => {
  it('is what the lots say once its orders have traded', () => {
    fc.assert(
      fc.property(baseFills, orders, near, (fills, working, there) => {
        const base = baseOfFills(fills, spot, zn.multiplier);
        const { position, pnl } = scenario({ orders: working, spot, base, instrument: zn }).at(there);
        expect({ position, pnl }).toEqual(replayed(fills, working, there));
      }),
      { seed, numRuns: 300 },
    );
  });

  it('mirrors when every side is turned', () => {
    fc.assert(
      fc.property(baseFills, orders, (fills, working) => {
        const turned = working.map((each) => ({
          ...each,
          side: each.side === 'buy' ? ('sell' as const) : ('buy' as const),
        }));
        const turnedFills = fills.map((fill) => ({ ...fill, quantity: -fill.quantity }));
        const one = projectLadder({ orders: working, spot, base: { fills }, instrument: zn, span: 40 });
        const other = projectLadder({ orders: turned, spot, base: { fills: turnedFills }, instrument: zn, span: 40 });
        const plain = (value: number) => value + 0;
        expect(
          other.rows.map((row) => [row.buy, row.sell, row.position, row.pnl, quotient(row), row.breakEvenTicks]),
        ).toEqual(
          one.rows.map((row) => [
            row.sell,
            row.buy,
            plain(-row.position),
            plain(-row.pnl),
            quotient(row),
            row.breakEvenTicks,
          ]),
        );
      }),
      { seed, numRuns: 50 },
    );
  });

  it('has the same values in every window and whatever the order of its orders', () => {
    fc.assert(
      fc.property(baseFills, orders, fc.integer({ min: 1, max: 90 }), (fills, working, window) => {
        const request = { orders: working, spot, base: { fills }, instrument: zn, span: 500 };
        const wide = new Map(projectLadder(request).rows.map((row) => [row.price, plainRow(row)]));
        for (const row of projectLadder({ ...request, span: window }).rows)
          expect(wide.get(row.price)).toEqual(plainRow(row));
        const turned = projectLadder({ ...request, orders: working.toReversed() });
        for (const row of turned.rows) {
          const { orders: _orders, ...values } = plainRow(row);
          expect(wide.get(row.price)).toMatchObject(values);
        }
      }),
      { seed, numRuns: 50 },
    );
  });

  it('makes nothing more at its break-even, which lies its ticks away', () => {
    fc.assert(
      fc.property(baseFills, orders, (fills, working) => {
        for (const row of projectLadder({ orders: working, spot, base: { fills }, instrument: zn, span: 60 }).rows) {
          expect(row.breakEven === null).toBe(row.position === 0);
          if (!row.breakEven) continue;
          const { cost, quantity } = row.breakEven;
          // P&L = position × (price − break-even) × multiplier, exactly
          const nanoPoints = BigInt(row.position) * (BigInt(row.price) * quantity - cost) * BigInt(zn.multiplier);
          expect(nanoPoints).toBe(BigInt(row.pnl) * 1_000n * quantity);
          expect(row.breakEvenTicks).toBeCloseTo((row.price - Number(cost) / Number(quantity)) / zn.tick, 6);
        }
      }),
      { seed, numRuns: 50 },
    );
  });

  it('trades market orders at the spot, both ways', () => {
    const market: LadderOrder = { side: 'buy', quantity: 3, type: 'market' };
    const walk = scenario({ orders: [market], spot, base: { quantity: -1, pnl: money(5) }, instrument: zn });
    const seen = [-1, 0, 1].map((ticks) => walk.at(price(spot + ticks * zn.tick)));
    expect(seen.map(({ position, pnl }) => [position, pnl])).toEqual([
      [2, 5 - 31_250_000],
      [2, 5],
      [2, 5 + 31_250_000],
    ]);
  });

  it('says which orders no walk trades', () => {
    const waiting = order("S1@110'07", 'stop_limit', "110'06");
    const walk = scenario({ orders: [waiting], spot, base: { quantity: 0, pnl: money(0) }, instrument: zn });
    expect([walk.idle, walk.at(at("110'00")).position]).toEqual([[waiting], 0]);
  });

  it('refuses amounts that no whole number of micros holds', () => {
    const base = { quantity: 900_000_000, pnl: money(0) };
    expect(() => scenario({ orders: [], spot, base, instrument: zn }).at(at('90'))).toThrow(
      'too large to be held exactly',
    );
  });

  it('has ten thousand rows', () => {
    const working = [order('B7@109.5'), order('S9@111')];
    const request = {
      orders: working,
      spot,
      base: { quantity: 4, pnl: money(0) },
      instrument: { ...zn, tick: price(390_625) },
    };
    const far = [order('B1@108.3'), order('S1@112.3')];
    const { rows } = projectLadder({ ...request, orders: [...working, ...far], span: 5_000 });
    expect(rows.length).toBe(10_001);
    expect(rows.every((row, index) => index === 0 || rows[index - 1]!.price - row.price === 390_625)).toBe(true);
  });
});

describe('risk and break-even ticks', () => {
  const cases: [position: number, pnl: number, risk: number, ticks: number][] = [
    [279, -29_375_000_000, 4_359_375_000, -29_375 / 4_359.375],
    [-19, -1_234_375_000, -296_875_000, 1_234.375 / 296.875],
    [0, 5, 0, 0],
    [3, 0, 46_875_000, 0],
  ];
  it.each(cases)('of %d contracts', (position, pnl, risk, ticks) => {
    expect(riskOf(position, zn)).toBe(risk);
    expect(breakEvenTicks(money(pnl), money(risk))).toBe(ticks);
  });
});
