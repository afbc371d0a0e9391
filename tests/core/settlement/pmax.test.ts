import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { entryOfDay, liveUnrealized, realizedOfDay } from '../../../core/settlement/pmax.ts';

const yesterday = '2025-07-21' as TradeDate;
const today = '2025-07-22' as TradeDate;
const at = priceFromDecimal;
const entry = (price: string, tradeDate = yesterday) => ({ price: at(price), tradeDate });
const day = (startOfDay?: string) => ({ today, ...(startOfDay === undefined ? {} : { startOfDay: at(startOfDay) }) });
const held = (price: string, quantity: number, tradeDate = yesterday, multiplier = 1_000) => ({
  entry: entry(price, tradeDate),
  quantity,
  multiplier,
});

describe('realized from the start of the day', () => {
  test.each([
    ['T14 long from yesterday', held('100', 10), '105', '110', '50000'],
    ['T14 raw', held('100', 10), undefined, '110', '100000'],
    ['T15 entered today', held('103', 8, today), '105', '110', '56000'],
    ['T16 short from yesterday', held('100', -5), '105', '110', '-25000'],
    ['T17 five-year', held('109', 7), '110', '111', '7000'],
    ['T18 without a start of the day', held('109', 7), undefined, '111', '14000'],
  ])('%s', (_name, lot, startOfDay, exit, expected) => {
    expect(moneyToDecimal(realizedOfDay(lot, at(exit), day(startOfDay)))).toBe(expected);
  });
});

describe('live unrealized', () => {
  const live = (lot: ReturnType<typeof held>, start: string | undefined, mark: string | undefined, now?: string) =>
    Object.values(
      liveUnrealized(lot, day(start), {
        mark: mark === undefined ? undefined : at(mark),
        at: now === undefined ? undefined : at(now),
      }),
    ).map((amount) => moneyToDecimal(amount));

  test('a buy of today after 14:00 counts through the next start of the day', () => {
    expect(live(held('110.250', 2, today), undefined, '110.300', '110.320')).toEqual(['100', '40', '140']);
  });

  test.each([
    ['from yesterday, before 14:00', held('111', 2), '111.1875', '111.1875', '111.40625', ['0', '437.5', '437.5']],
    [
      'from yesterday, from 14:00',
      held('111', 2),
      '111.1875',
      '111.40625',
      '111.390625',
      ['437.5', '-31.25', '406.25'],
    ],
    ['of today, before 14:00', held('111', 2, today), '111.1875', '111.1875', '111.25', ['375', '125', '500']],
    ['short', held('111', -2), '111.1875', '111.40625', '111.390625', ['-437.5', '31.25', '-406.25']],
    ['without marks the entry stands in', held('111', 1), undefined, undefined, '111.5', ['0', '500', '500']],
    ['without a price nothing', held('111', 1), '110', '110', undefined, ['0', '0', '0']],
  ])('%s', (_name, lot, start, mark, now, expected) => {
    expect(live(lot, start, mark, now)).toEqual(expected);
  });

  test('at the close, through either mark', () => {
    const throughNext = live(held('111', 2), '111.1875', '111.40625', '111.5');
    const throughStart = live(held('111', 2), '111.1875', '111.1875', '111.5');
    expect([throughNext, throughStart]).toEqual([
      ['437.5', '187.5', '625'],
      ['0', '625', '625'],
    ]);
  });

  test('the parts add up whatever the mark', () => {
    const price = fc.integer({ min: -2_000_000_000, max: 200_000_000_000 }).map((nano) => nano as Price);
    fc.assert(
      fc.property(price, price, price, fc.integer({ min: -9, max: 9 }), fc.boolean(), (from, mark, now, count, old) => {
        const lot = { entry: { price: from, tradeDate: old ? yesterday : today }, quantity: count, multiplier: 62.5 };
        const { toMark, sinceMark, total } = liveUnrealized(lot, { today, startOfDay: mark }, { mark, at: now });
        expect(toMark + sinceMark).toBe(total);
        expect(total).toBe(liveUnrealized(lot, { today, startOfDay: mark }, { mark: undefined, at: now }).total);
      }),
      { seed: 22 },
    );
  });
});

test('the entry of the day is its own when the day began with no price', () => {
  expect([entryOfDay(entry('100'), day()), entryOfDay(entry('100'), day('105'))]).toEqual([at('100'), at('105')]);
});
