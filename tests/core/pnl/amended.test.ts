import { expect, test } from 'vitest';
import type { FillAmendment } from '../../../core/model/amendment.ts';
import { executionId } from '../../../core/model/ids.ts';
import { type Money, money } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant } from '../../../core/model/time.ts';
import { amendedFills, inOrder } from '../../../core/pnl/amended.ts';
import { fillsOf, parseFills } from './fills.ts';

const said = { reason: '', tsEvent: instant(9), tsInit: instant(9) };
const bust = (execution: string): FillAmendment => ({
  ...said,
  type: 'bust',
  amendmentId: `bust ${execution}`,
  executionId: executionId(execution),
});
const correct = (execution: string, contracts: number, price: string, fee?: Money): FillAmendment => ({
  ...said,
  type: 'correct',
  amendmentId: `correct ${execution} ${contracts}`,
  executionId: executionId(execution),
  side: 'sell',
  quantity: quantity(contracts),
  price: priceFromDecimal(price),
  ...(fee === undefined ? {} : { fee }),
});

const fills = parseFills('B1@110 B2@111 B3@112').map((fill) => ({ ...fill, fee: money(5) }));
const [first, second, third] = fills;

test('a busted fill is not there, a corrected one is stated anew at its time', () => {
  const corrected = { ...third, side: 'sell', quantity: 4, price: priceFromDecimal('112.5') };
  expect([...amendedFills(fills, [bust('E-1'), correct('E-3', 4, '112.5')])]).toEqual([second, corrected]);
});

test('the newest amendment of an execution counts', () => {
  expect([...amendedFills(fills, [correct('E-2', 4, '1'), bust('E-2')])]).toEqual([first, third]);
  expect([...amendedFills(fills, [bust('E-2'), correct('E-2', 2, '111', money(7))])]).toEqual([
    first,
    { ...second, side: 'sell', fee: 7 },
    third,
  ]);
});

test('fills of one instant keep their order', () => {
  const told = fillsOf([30, 10, 20, 10].map((ts) => ({ contracts: 1, price: '110', ts })));
  expect(inOrder(told).map((fill) => fill.executionId)).toEqual(['E-2', 'E-4', 'E-3', 'E-1']);
});
