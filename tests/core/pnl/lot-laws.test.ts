import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { priceValue } from '../../../core/model/money.ts';
import { type Price, price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { netRealized } from '../../../core/pnl/match.ts';
import { lotMethods } from '../../../core/pnl/methods.ts';
import { replay } from '../../../core/pnl/replay.ts';
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
    account: fc.constantFrom('DEMO', 'OTHER'),
    fee: fc.integer({ min: -500_000, max: 5_000_001 }),
  });
  const terms = fc.array(term, { maxLength: 60 });
  const methods = fc.constantFrom(...Object.values(lotMethods));
  const seeded = { seed: 20261123 };
  const state = (lots: LotBook) =>
    Array.from(lots.positions(), (position) => [
      position.key,
      position.cost,
      position.realized,
      position.fees,
      position.lots(),
    ]);

  test('cash and marked position are realized and unrealized, to the micro, at any price', () => {
    fc.assert(
      fc.property(terms, methods, nano, (all, method, mark) => {
        const fills = fillsOf(all);
        const { lots } = book(fills, method);
        for (const position of lots.positions()) {
          const own = fills.filter(
            (fill) =>
              fill.instrument === position.key.instrument &&
              fill.account === position.key.account &&
              fill.strategy === position.key.strategy,
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
        const totals = Object.values(lotMethods).map((method) => {
          const { lots } = book(fillsOf(all), method);
          return Array.from(lots.positions(), (position) => position.realized + position.unrealized(mark as Price));
        });
        for (const total of totals) expect(total).toEqual(totals[0]);
      }),
    );
  });

  test('a fill counts once, and the same fills give the same book', () => {
    fc.assert(
      fc.property(terms, methods, (all, method) => {
        const fills = fillsOf(all);
        const once = book(fills, method).lots;
        const twice = book([...fills, ...fills], method).lots;
        expect(state(twice)).toEqual(state(once));
        expect(fills.every((fill) => once.has(fill.executionId))).toBe(true);
      }),
    );
  });

  test('matches close what fills closed, and fees of matches and of open lots are all that was paid', () => {
    fc.assert(
      fc.property(terms, methods, (all, method) => {
        const fills = fillsOf(all);
        const { book: lots, matches } = replay({ fills, multiplierOf, method });
        for (const position of lots.positions()) {
          const own = matches.filter((match) => match.position === position.key);
          const open = position.lots();
          const entered = sum(open.map(({ quantity }) => quantity)) + sum(own.map(({ quantity }) => quantity));
          const legs = new Map<string, number>();
          for (const { exit, quantity } of own)
            legs.set(exit.executionId, (legs.get(exit.executionId) ?? 0) + quantity);
          const bought = fills.filter(
            ({ instrument, account, strategy }) =>
              instrument === position.key.instrument &&
              account === position.key.account &&
              strategy === position.key.strategy,
          );
          expect(entered + sum([...legs.values()])).toBe(sum(bought.map(({ quantity }) => quantity)));
          const shared = sum(own.map(({ entryFee, exitFee }) => entryFee + exitFee));
          expect(shared + sum(open.map(({ fee }) => fee))).toBe(position.fees);
          expect(sum(own.map(netRealized))).toBe(position.realized - shared);
          expect(position.fees).toBe(sum(bought.map(({ fee }) => fee ?? 0)));
        }
      }),
      seeded,
    );
  });

  test('other instruments, accounts and strategies change nothing of a position', () => {
    fc.assert(
      fc.property(terms, methods, (all, method) => {
        const fills = fillsOf(all);
        const { book: together } = replay({ fills, multiplierOf, method });
        for (const position of together.positions()) {
          const { instrument, account, strategy } = position.key;
          const own = fills.filter(
            (fill) => fill.instrument === instrument && fill.account === account && fill.strategy === strategy,
          );
          expect(state(replay({ fills: own, multiplierOf, method }).book)).toEqual(
            state(together).filter(([key]) => key === position.key),
          );
        }
      }),
      seeded,
    );
  });

  test('a replay gives the same lots in whatever order fills arrived', () => {
    const shuffled = terms.chain((all) => {
      const fills = fillsOf(all);
      return fc.tuple(fc.constant(fills), fc.shuffledSubarray(fills, { minLength: fills.length }));
    });
    fc.assert(
      fc.property(shuffled, methods, ([fills, arrived], method) => {
        const sorted = (lots: LotBook) =>
          state(lots).sort((a, b) => (JSON.stringify(a[0]) < JSON.stringify(b[0]) ? -1 : 1));
        const [inTime, late] = [fills, arrived].map((given) => replay({ fills: given, multiplierOf, method }));
        expect(sorted(late!.book)).toEqual(sorted(inTime!.book));
        expect(late!.matches).toEqual(inTime!.matches);
      }),
      seeded,
    );
  });

  test('a bust is as if the fill had never been, and a correction as if it had come so', () => {
    const chosen = terms
      .filter((all) => all.length > 0)
      .chain((all) =>
        fc.tuple(fc.constant(fillsOf(all)), fc.nat(all.length - 1), fc.integer({ min: 1, max: 9 }), nano),
      );
    fc.assert(
      fc.property(chosen, methods, ([fills, at, contracts, other], method) => {
        const fill = fills[at]!;
        const about = {
          amendmentId: 'A-1',
          executionId: fill.executionId,
          reason: 'test',
          tsEvent: fill.tsEvent,
          tsInit: fill.tsInit,
        };
        const terms = { side: fill.side, quantity: quantity(contracts), price: other as Price };
        const busted = replay({ fills, amendments: [{ ...about, type: 'bust' }], multiplierOf, method });
        const corrected = replay({
          fills,
          amendments: [{ ...about, type: 'correct', ...terms }],
          multiplierOf,
          method,
        });
        expect(busted.matches).toEqual(replay({ fills: fills.toSpliced(at, 1), multiplierOf, method }).matches);
        expect(state(corrected.book)).toEqual(
          state(replay({ fills: fills.with(at, { ...fill, ...terms }), multiplierOf, method }).book),
        );
      }),
      seeded,
    );
  });
});
