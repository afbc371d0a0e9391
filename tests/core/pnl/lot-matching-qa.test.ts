import { describe, expect, test } from 'vitest';
import { accountId } from '../../../core/model/ids.ts';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { average } from '../../../core/pnl/average-cost.ts';
import { entryPrice } from '../../../core/pnl/entry-price.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import type { LotMethod } from '../../../core/pnl/method.ts';
import { lotMethods } from '../../../core/pnl/methods.ts';
import { oracle } from '../../oracle.ts';
import { multiplierOf, realizedBy } from './book.ts';
import { fillsOf } from './fills.ts';

interface QuestionCase {
  readonly name: string;
  readonly fills: readonly (readonly [number, number])[];
  readonly mark?: number;
  readonly FIFO?: {
    readonly realized?: number;
    readonly unrealized?: number;
    readonly openLots?: readonly (readonly [number, number])[];
    readonly perFill?: readonly number[];
    readonly position?: readonly number[];
  };
  readonly AVERAGE?: {
    readonly avgAfter: readonly number[];
    readonly realizedPerFill?: readonly number[];
    readonly position: readonly number[];
  };
  readonly LIFO?: { readonly realized?: number; readonly unrealized?: number };
}

const questions = oracle<{ cases: QuestionCase[] }>('lot_matching_qa.json');

describe.skipIf(!questions)('answers to public questions (needs the shared oracles)', () => {
  const all = questions?.cases ?? [];
  const run = ({ fills, mark }: QuestionCase, method: LotMethod) => {
    const terms = fills.map(([contracts, at]) => ({
      contracts,
      price: String(at),
      instrument: 'POINTS',
      account: 'A',
    }));
    const lots = new LotBook(multiplierOf, method);
    const perFill: number[] = [];
    const positions: number[] = [];
    const averages: number[] = [];
    for (const fill of fillsOf(terms)) {
      perFill.push(Number(moneyToDecimal(realizedBy(lots.apply(fill)))));
      positions.push(lots.position(fill)!.quantity);
      const [lot] = lots.position(fill)!.lots();
      averages.push(lot ? Number(priceToDecimal(entryPrice(lot, 1, method))) : Number.NaN);
    }
    const position = lots.position({ instrument: 'POINTS', account: accountId('A'), strategy: 'manual' })!;
    return {
      realized: Number(moneyToDecimal(position.realized)),
      unrealized:
        mark === undefined ? undefined : Number(moneyToDecimal(position.unrealized(priceFromDecimal(String(mark))))),
      openLots: position
        .lots()
        .map(({ quantity, entry }) => [Math.sign(position.quantity) * quantity, Number(priceToDecimal(entry.price))]),
      perFill,
      position: positions,
      averages,
    };
  };

  test.each(all.filter((row) => row.FIFO).map((row) => [row.name, row] as const))('%s, first in', (_name, row) => {
    const { realized, unrealized, openLots: left, perFill, position } = row.FIFO!;
    const stated = Object.fromEntries(
      Object.entries({ realized, unrealized, openLots: left, perFill, position }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    expect(run(row, fifo)).toMatchObject(stated);
  });

  test.each(all.filter((row) => row.LIFO).map((row) => [row.name, row] as const))('%s, last in', (_name, row) => {
    const { realized, unrealized } = row.LIFO!;
    expect(run(row, lifo)).toMatchObject({ realized, unrealized });
  });

  test.each(all.filter((row) => row.AVERAGE).map((row) => [row.name, row] as const))('%s, average', (_name, row) => {
    const { avgAfter, realizedPerFill = [], position } = row.AVERAGE!;
    const found = run(row, average);
    const off = (a: readonly number[], b: readonly number[]) =>
      Math.max(0, ...a.map((value, at) => Math.abs(value - b[at]!)));
    expect(found.position).toEqual(position);
    expect(off(avgAfter, found.averages)).toBeLessThan(0.006);
    expect(off(realizedPerFill, found.perFill)).toBeLessThan(0.006);
  });

  test.each(all.map((row) => [row.name, row] as const))('%s comes to the same by any method', (_name, row) => {
    const marked = { ...row, mark: row.mark ?? 100 };
    const totals = Object.values(lotMethods).map((method) => {
      const { realized, unrealized } = run(marked, method);
      return Number((realized + unrealized!).toFixed(6));
    });
    expect(new Set(totals).size).toBe(1);
  });
});
