import { describe, expect, test } from 'vitest';
import { accountId } from '../../../core/model/ids.ts';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import type { LotMethod } from '../../../core/pnl/method.ts';
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
    for (const fill of fillsOf(terms)) {
      perFill.push(Number(moneyToDecimal(realizedBy(lots.apply(fill)))));
      positions.push(lots.position(fill)!.quantity);
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
});
