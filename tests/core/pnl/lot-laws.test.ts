import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceValue } from '../../../core/model/money.ts';
import { type Price, price } from '../../../core/model/price.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { book, multiplierOf, sum } from './book.ts';
import { type FillTerms, fillsOf } from './fills.ts';

describe('laws', () => {
  const nano = fc.oneof(
    fc.integer({ min: -640, max: 640 }).map((ticks) => 110_000_000_000 + ticks * 15_625_000),
    fc.integer({ min: 109_000_000_000, max: 111_000_000_000 }),
  );
  const term: fc.Arbitrary<FillTerms> = fc.record({
    contracts: fc.integer({ min: -9, max: 9 }).filter((contracts) => contracts !== 0),
    price: nano.map((units) => price(units)),
    instrument: fc.constantFrom('ZNZ6', 'ESZ6', 'ZTZ6'),
    strategy: fc.constantFrom('manual', 'maker'),
  });
  const terms = fc.array(term, { maxLength: 60 });
  const methods = fc.constantFrom(fifo, lifo);

  test('cash and marked position are realized and unrealized, to the micro, at any price', () => {
    fc.assert(
      fc.property(terms, methods, nano, (all, method, mark) => {
        const fills = fillsOf(all);
        const { lots } = book(fills, method);
        for (const position of lots.positions()) {
          const own = fills.filter(
            (fill) => fill.instrument === position.key.instrument && fill.strategy === position.key.strategy,
          );
          const multiplier = multiplierOf(position.key.instrument);
          const signed = (fill: (typeof own)[number]) => (fill.side === 'buy' ? 1 : -1);
          const cash = sum(own.map((fill) => -signed(fill) * priceValue(fill.price, fill.quantity, multiplier)));
          const marked = priceValue(mark as Price, position.quantity, multiplier);
          expect(cash + marked).toBe(position.realized + position.unrealized(mark as Price));
          expect(position.quantity).toBe(sum(own.map((fill) => signed(fill) * fill.quantity)));
        }
      }),
    );
  });

  test('matches add up to what is realized, lots to position and cost', () => {
    fc.assert(
      fc.property(terms, methods, (all, method) => {
        const lots = new LotBook(multiplierOf, method);
        const matches = fillsOf(all).flatMap((fill) => lots.apply(fill));
        for (const position of lots.positions()) {
          const own = matches.filter((match) => match.position === position.key);
          const open = position.lots();
          const sign = position.quantity < 0 ? -1 : 1;
          expect(
            [
              sum(own.map(({ realized }) => realized)),
              sum([...position.realizedByDate().values()]),
              sum(open.map(({ quantity }) => quantity)) * sign,
              sum(open.map(({ cost }) => cost)) * sign,
            ].map((value) => value || 0),
          ).toEqual([position.realized, position.realized, position.quantity, position.cost]);
        }
      }),
    );
  });

  test('the method moves P&L between days and never makes any', () => {
    fc.assert(
      fc.property(terms, nano, (all, mark) => {
        const totals = [fifo, lifo].map((method) => {
          const { lots } = book(fillsOf(all), method);
          return Array.from(lots.positions(), (position) => position.realized + position.unrealized(mark as Price));
        });
        expect(totals[0]).toEqual(totals[1]);
      }),
    );
  });

  test('a fill counts once, and the same fills give the same book', () => {
    fc.assert(
      fc.property(terms, methods, (all, method) => {
        const fills = fillsOf(all);
        const state = (lots: LotBook) =>
          Array.from(lots.positions(), (position) => [position.key, position.cost, position.realized, position.lots()]);
        const once = book(fills, method).lots;
        const twice = book([...fills, ...fills], method).lots;
        expect(state(twice)).toEqual(state(once));
        expect(fills.every((fill) => once.has(fill.executionId))).toBe(true);
      }),
    );
  });
});
