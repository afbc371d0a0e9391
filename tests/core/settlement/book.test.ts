import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';
import { SettlementBook } from '../../../core/settlement/book.ts';
import type { Roll, RollKind, Settlement, SettlementKind } from '../../../core/settlement/settlement.ts';

const date = (day: number) => `2025-07-${day}` as TradeDate;

const stated = (day: number, price: string, kind: SettlementKind = 'settle', hour = 15): Settlement => ({
  instrument: 'ZNU5',
  tradeDate: date(day),
  kind,
  price: priceFromDecimal(price),
  source: `Futures_202507${day}_${hour}00.csv`,
  tsEvent: instant(day * 100 + hour),
});

const roll = (day: number, kind: RollKind): Roll => ({
  tradeDate: date(day),
  kind,
  tsEvent: instant(day * 100 + (kind === 'two_pm' ? 14 : 16)),
});

type Told = Settlement | Roll;

function bookOf(told: readonly Told[]): SettlementBook {
  const book = new SettlementBook();
  for (const one of told) 'price' in one ? book.add(one) : book.roll(one);
  return book;
}

/** `111.40625 of 22`, for close, start of day and next start of day. */
function marksOf(book: SettlementBook): string[] {
  const { close, startOfDay, nextStartOfDay } = book.marksOf('ZNU5');
  return [close, startOfDay, nextStartOfDay].map((mark) =>
    mark ? `${priceToDecimal(mark.price)} of ${Number(mark.tradeDate.slice(8))}` : '-',
  );
}

/** The ten-year's closes of a week in July 2025. */
const closes = [
  [21, '111.1875'],
  [22, '111.40625'],
  [23, '111.015625'],
  [24, '110.828125'],
  [25, '110.984375'],
] as const;

test('a week of rolls: the price of 14:00 is the close and the next start of the day, at 16:00 the start of the day', () => {
  const book = new SettlementBook();
  const seen: string[][] = [];
  for (const [day, price] of closes) {
    book.add(stated(day, price, 'settle', 14));
    for (const kind of ['two_pm', 'four_pm'] as const) {
      book.roll(roll(day, kind));
      seen.push(marksOf(book));
    }
  }
  expect(seen).toEqual([
    ['111.1875 of 21', '-', '111.1875 of 21'],
    ['111.1875 of 21', '111.1875 of 21', '-'],
    ['111.40625 of 22', '111.1875 of 21', '111.40625 of 22'],
    ['111.40625 of 22', '111.40625 of 22', '-'],
    ['111.015625 of 23', '111.40625 of 22', '111.015625 of 23'],
    ['111.015625 of 23', '111.015625 of 23', '-'],
    ['110.828125 of 24', '111.015625 of 23', '110.828125 of 24'],
    ['110.828125 of 24', '110.828125 of 24', '-'],
    ['110.984375 of 25', '110.828125 of 24', '110.984375 of 25'],
    ['110.984375 of 25', '110.984375 of 25', '-'],
  ]);
});

describe('of one day', () => {
  test.each<[string, readonly Told[], string]>([
    ['a settlement goes before a flash', [stated(21, '111', 'settle'), stated(21, '112', 'flash', 16)], '111'],
    ['and replaces one', [stated(21, '112', 'flash', 16), stated(21, '111', 'settle')], '111'],
    ['the later counts', [stated(21, '111', 'flash', 14), stated(21, '112', 'flash', 15)], '112'],
    ['in any order', [stated(21, '112', 'flash', 15), stated(21, '111', 'flash', 14)], '112'],
    ['a file written anew counts', [stated(21, '111'), stated(21, '112')], '112'],
  ])('%s', (_name, told, price) => {
    expect(priceToDecimal(bookOf(told).on('ZNU5', date(21))!.price)).toBe(price);
  });
});

test('a settlement that comes after its roll counts at once', () => {
  const book = bookOf([stated(21, '111.1875'), roll(21, 'two_pm'), roll(21, 'four_pm'), roll(22, 'two_pm')]);
  expect(marksOf(book)).toEqual(['111.1875 of 21', '111.1875 of 21', '-']);
  book.add(stated(22, '111.40625'));
  expect(marksOf(book)).toEqual(['111.40625 of 22', '111.1875 of 21', '111.40625 of 22']);
});

test('a day without a price keeps the mark of the last that had one, with its date and time', () => {
  const book = bookOf([
    stated(21, '111.1875'),
    ...([21, 22] as const).flatMap((day) => [roll(day, 'two_pm'), roll(day, 'four_pm')]),
  ]);
  expect(marksOf(book)).toEqual(['111.1875 of 21', '111.1875 of 21', '-']);
  expect(book.marksOf('ZNU5').startOfDay).toEqual(stated(21, '111.1875'));
});

test('what changes nothing says so', () => {
  const book = new SettlementBook();
  const said = [stated(21, '111'), stated(21, '111', 'settle', 16), stated(21, '112', 'flash')].map((one) =>
    book.add(one),
  );
  expect([
    ...said,
    book.roll(roll(22, 'two_pm')),
    book.roll(roll(22, 'two_pm')),
    book.roll(roll(21, 'two_pm')),
  ]).toEqual([true, false, false, true, false, false]);
});

test('rolls twice are rolls once, and the order in which all of it is told does not matter', () => {
  const told = closes.flatMap(([day, price]): Told[] => [
    stated(day, '111.5', 'flash', 14),
    stated(day, price),
    roll(day, 'two_pm'),
    roll(day, 'four_pm'),
  ]);
  const some = fc
    .shuffledSubarray(told)
    .chain((once) =>
      fc.tuple(fc.constant(once), fc.shuffledSubarray([...once, ...once], { minLength: 2 * once.length })),
    );
  fc.assert(
    fc.property(some, ([once, twice]) => {
      expect(bookOf(twice).marksOf('ZNU5')).toEqual(bookOf(once).marksOf('ZNU5'));
    }),
    { seed: 14 },
  );
});
