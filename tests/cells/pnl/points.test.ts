import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayByDay, underMethod } from '../../../cells/pnl/points.ts';
import { money } from '../../../core/model/money.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';

const amount = fc.integer({ min: -1e12, max: 1e12 });

it('keeps the total of every point whatever a method realizes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(amount, amount), { maxLength: 30 }),
      fc.array(fc.tuple(fc.nat(40), amount), { maxLength: 30 }),
      (given, closes) => {
        const points = given.map(([realized, unrealized], index) => ({
          ts: instant(index),
          realized: money(realized),
          unrealized: money(unrealized),
        }));
        const realized = closes
          .map(([ts, micros]) => ({ ts: instant(ts), realized: money(micros), currency: 'USD' }))
          .sort((a, b) => a.ts - b.ts);
        const others = underMethod(points, realized);
        expect(others.map((point) => point.realized + point.unrealized)).toEqual(
          points.map((point) => point.realized + point.unrealized),
        );
        for (const point of others) {
          const sum = realized.filter(({ ts }) => ts <= point.ts).reduce((all, one) => all + one.realized, 0);
          expect(point.realized).toBe(sum);
        }
      },
    ),
    { seed: 1 },
  );
});

it('begins with zero where the first day began, and is the live day alone without days before', () => {
  const today = { ts: instant(5), realized: money(3), unrealized: money(-1) };
  expect(dayByDay([], today, 'cme')).toEqual([today]);
  expect(dayByDay([], undefined, 'cme')).toEqual([]);
  const day = { tradeDate: '2026-11-19' as TradeDate, currency: 'USD', realized: money(10), total: money(7) };
  expect(dayByDay([day], undefined, 'nse')).toEqual([
    { ts: Date.UTC(2026, 10, 18, 18, 30) * 1_000, realized: 0, unrealized: 0 },
    { ts: Date.UTC(2026, 10, 19, 18, 30) * 1_000 - 1_000, realized: 10, unrealized: -3 },
  ]);
});
