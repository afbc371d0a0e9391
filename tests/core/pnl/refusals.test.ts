import { expect, test } from 'vitest';
import { OutOfRange, UnknownName } from '../../../core/errors.ts';
import type { Fill } from '../../../core/model/fill.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { FillConflict } from '../../../core/pnl/fill-conflict.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { book, multiplierOf } from './book.ts';
import { fillsOf, parseFills } from './fills.ts';

const [buy] = parseFills('B10@110.25');

test('an execution told again is nothing new, and with another content a conflict that changes nothing', () => {
  const { lots, position } = book([buy!]);
  expect(lots.apply({ ...buy!, tsInit: 9_000_000 as Fill['tsInit'] })).toEqual([]);
  const other = { ...buy!, quantity: 9 as Fill['quantity'] };
  expect(() => lots.apply(other)).toThrow(
    'Execution E-1 was booked before with another content (quantity 9, before 10). Nothing was changed: a venue that means it sends a correction.',
  );
  expect(() => lots.apply({ ...buy!, account: 'OTHER' as Fill['account'] })).toThrow(FillConflict);
  expect([position.quantity, [...lots.positions()].length]).toEqual([10, 1]);
});

test('fills that are alike but have ids of their own are kept apart', () => {
  const { position } = book(fillsOf([1, 2].map(() => ({ contracts: 1, price: '110', ts: 1_000_000 }))));
  expect(position.lots().map(({ entry }) => entry.executionId)).toEqual(['E-1', 'E-2']);
});

test.each([0, 1.5, -1, Number.NaN])('a fill of %s contracts is refused', (contracts) => {
  const lots = new LotBook(multiplierOf);
  expect(() => lots.apply({ ...buy!, quantity: contracts as Fill['quantity'] })).toThrow(
    `Execution E-1 is of ${contracts} contracts: a fill has a whole number of them, one or more.`,
  );
  expect([...lots.positions()]).toEqual([]);
});

test('a fill that was refused has not been: it can come again', () => {
  let known = false;
  const lots = new LotBook((instrument) => {
    if (known) return 1_000;
    throw new UnknownName(`There is no instrument ${instrument}.`, instrument, []);
  });
  expect(() => lots.apply(buy!)).toThrow('There is no instrument ZNZ6.');
  known = true;
  expect(() => lots.apply({ ...buy!, quantity: 9_000_000_000 as Fill['quantity'] })).toThrow(OutOfRange);
  lots.apply(buy!);
  expect(lots.position(buy!)?.quantity).toBe(10);
});

test('a position is held only as long as its value is exact, and can always be closed', () => {
  const [entry, more, exit, reversal] = fillsOf([
    { contracts: 40_000, price: '110' },
    { contracts: 1_000, price: '110' },
    { contracts: -40_000, price: '220' },
    { contracts: -21_000, price: '220' },
  ]);
  const lots = new LotBook(multiplierOf);
  lots.apply(entry!);
  const position = lots.position(entry!)!;
  expect(() => lots.apply(more!)).toThrow(
    /^Execution \S+ of 1000 contracts brings ZNZ6 of .* to a cost of 4510000000: a position is exact up to 4503599627\.$/,
  );
  expect([position.quantity, position.cost]).toEqual([40_000, 4_400_000_000_000_000]);
  expect(lots.apply(exit!).map(({ realized }) => realized)).toEqual([4_400_000_000_000_000]);
  expect(() => lots.apply(reversal!)).toThrow(OutOfRange);
  expect(position.quantity).toBe(0);
});

test('a fee goes to its position, and to matches by their contracts', () => {
  const [entry, other, exit] = fillsOf([
    { contracts: 3, price: '110', fee: 1_000_000 },
    { contracts: 1, price: '110', fee: 500_000 },
    { contracts: -5, price: '111', fee: 2_000_001 },
  ]);
  const lots = new LotBook(multiplierOf);
  for (const fill of [entry!, other!]) lots.apply(fill);
  const matches = lots.apply(exit!);
  const position = lots.position(exit!)!;
  expect(matches.map(({ quantity, entryFee, exitFee }) => [quantity, entryFee, exitFee])).toEqual([
    [3, 1_000_000, 1_200_001],
    [1, 500_000, 400_000],
  ]);
  expect(position.lots().map(({ quantity, fee }) => [quantity, fee])).toEqual([[1, 400_000]]);
  expect([position.fees, position.feesOn(exit!.tradeDate)]).toEqual([3_500_001, 3_500_001]);
  expect(moneyToDecimal(position.realized)).toBe(moneyToDecimal(moneyFromDecimal('4000')));
});
