import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instrument } from '../../../core/model/instrument.ts';
import { money, moneyToDecimal } from '../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import { instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';
import { DayPnl } from '../../../core/pnl/day.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { SettlementBook } from '../../../core/settlement/book.ts';
import { liveUnrealized } from '../../../core/settlement/pmax.ts';
import type { SettlementKind } from '../../../core/settlement/settlement.ts';
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
const friday = '2026-11-20' as TradeDate;
const monday = '2026-11-23' as TradeDate;
const at = (minutes: number) => instant(minutes * MINUTE);

function settled(price?: string, kind: SettlementKind = 'settle'): SettlementBook {
  const book = new SettlementBook();
  if (price !== undefined) {
    const told = { source: 'test', tsEvent: at(1), instrument: 'ZNZ6', tradeDate: friday };
    book.add({ ...told, kind, price: priceFromDecimal(price) });
    book.roll({ tradeDate: friday, kind: 'two_pm', tsEvent: at(1) });
    book.roll({ tradeDate: friday, kind: 'four_pm', tsEvent: at(2) });
  }
  return book;
}

const fills = fillsOf([
  { contracts: 10, price: '110', tradeDate: friday, ts: at(0) },
  { contracts: -4, price: '111', tradeDate: monday, ts: at(11) },
  { contracts: 2, price: '110.75', tradeDate: monday, ts: at(12) },
]);

/** Friday's fill, a last price of 110.5, the turn of the day, Monday's fills, and 110.875 last. */
function overTheWeekend(settlements: SettlementBook) {
  const pnl = new DayPnl(() => note, friday, { settlements });
  pnl.fill(fills[0]!);
  pnl.mark('ZNZ6', priceFromDecimal('110.5'), at(5));
  pnl.minute(at(6));
  const ended = pnl.roll(monday, at(10));
  for (const fill of fills.slice(1)) pnl.fill(fill);
  pnl.mark('ZNZ6', priceFromDecimal('110.875'), at(13));
  const [position] = pnl.positions().positions;
  return { ended, position: position!, points: pnl.state(at(14)).series[0]!.points };
}

test('a day is carried at its settlement, and the day before ends there', () => {
  const { ended, position, points } = overTheWeekend(settled('110.25'));
  expect(ended.map(({ tradeDate, ts, unrealized }) => [tradeDate, ts, moneyToDecimal(unrealized)])).toEqual([
    [friday, at(10), '2500'],
  ]);
  expect(position).toMatchObject({ carriedAt: 'settle', realized: 4_000e6, realizedOfDay: 3_000e6, day: 7_000e6 });
  expect(points).toEqual([{ ts: at(14), realized: 4_000e6, unrealized: 3_000e6 }]);
  expect(position.marks.startOfDay).toEqual({
    price: priceFromDecimal('110.25'),
    tradeDate: friday,
    kind: 'settle',
    ts: at(1),
    unrealized: 500e6,
  });
});

test('without a settlement at the last price, and realized is as it is', () => {
  const { ended, position } = overTheWeekend(settled());
  expect(ended).toEqual([]);
  expect(position).toMatchObject({
    carriedAt: 'last',
    realized: 4_000e6,
    realizedOfDay: 4_000e6,
    day: 4_500e6,
    marks: {},
  });
});

test('a flash stands in for a settlement, and says so', () => {
  expect(overTheWeekend(settled('110.25', 'flash')).position.carriedAt).toBe('flash');
});

test('fees of the day are beside its P&L', () => {
  const pnl = new DayPnl(() => note, monday);
  pnl.fill({ ...fills[1]!, fee: money(2_150_000) });
  pnl.fill({ ...fills[2]!, fee: money(-250_000) });
  expect(pnl.positions().positions[0]).toMatchObject({ fees: 1_900_000, realized: 500e6, day: 1_000e6 });
});

test('a fill is late when its position has a newer one', () => {
  const pnl = new DayPnl(() => note, monday);
  const [first, second] = fills.slice(1);
  const late = [pnl.isLate(second!), pnl.fill(second!) && pnl.isLate(first!), pnl.isLate(second!)];
  expect([...late, pnl.isLate({ ...first!, strategy: 'other' })]).toEqual([false, true, false, false]);
});

test('realized and live unrealized from the start of the day are the true P&L of the day', () => {
  const fill = fc.record({
    contracts: fc.integer({ min: -9, max: 9 }).filter((count) => count !== 0),
    ticks: fc.integer({ min: 7_000, max: 7_100 }),
  });
  const tick = (ticks: number) => (ticks * note.tick) as Price;
  fc.assert(
    fc.property(fc.array(fill), fc.array(fill), fc.boolean(), (before, after, isLifo) => {
      const book = settled('110.25');
      const pnl = new DayPnl(() => note, friday, { settlements: book, ...(isLifo ? { method: lifo } : {}) });
      const terms = [
        ...before.map((given) => ({ ...given, tradeDate: friday })),
        ...after.map((given) => ({ ...given, tradeDate: monday })),
      ];
      const all = fillsOf(terms.map(({ ticks, ...given }) => ({ ...given, price: tick(ticks) })));
      for (const given of all.slice(0, before.length)) pnl.fill(given);
      pnl.roll(monday, at(10));
      for (const given of all.slice(before.length)) pnl.fill(given);
      pnl.mark('ZNZ6', tick(7_050), at(20));
      for (const { quantity, realizedOfDay, day, account, strategy } of pnl.positions().positions) {
        const position = pnl.book.position({ instrument: 'ZNZ6', account, strategy })!;
        const live = position
          .lots()
          .map((lot) =>
            liveUnrealized(
              { entry: lot.entry, quantity: Math.sign(quantity) * lot.quantity, multiplier: 1_000 },
              { today: monday, startOfDay: priceFromDecimal('110.25') },
              { mark: undefined, at: tick(7_050) },
            ),
          );
        expect(live.reduce((sum, { total }) => sum + total, realizedOfDay as number)).toBe(day);
      }
    }),
    { seed: 5 },
  );
});
