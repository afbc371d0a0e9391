import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../../core/model/ids.ts';
import { moneyFromDecimal, moneyToDecimal, priceValue } from '../../../core/model/money.ts';
import { type Price, price, priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { LotBook, positionStates } from '../../../core/pnl/lot-book.ts';
import type { LotMethod } from '../../../core/pnl/method.ts';
import type { Position } from '../../../core/pnl/position.ts';
import { oracle } from '../../oracle.ts';
import { type FillTerms, fillsOf, parseFills } from './fills.ts';

const multiplierOf = (instrument: string): number => ({ ZTZ6: 2_000, ESZ6: 50, POINTS: 1 })[instrument] ?? 1_000;

function book(fills: ReturnType<typeof fillsOf>, method?: LotMethod) {
  const lots = new LotBook(multiplierOf, method);
  const realized = fills.map((fill) => moneyToDecimal(sum(lots.apply(fill).map((match) => match.realized))));
  return { lots, realized, position: [...lots.positions()][0]! };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0) as never;
const openLots = (position: Position) =>
  position.lots().map(({ entry, quantity }) => `${quantity}@${priceToDecimal(entry.price)}`);

describe('realized and left over', () => {
  test.each([
    ['T1', fifo, 'B10@110.25 S10@111.00', ['0', '7500'], []],
    ['T2', fifo, 'B10@110.25 S6@110.50', ['0', '1500'], ['4@110.25']],
    ['T3 first in', fifo, 'B5@4000 B5@4010 B5@4020 S5@4015', ['0', '0', '0', '75000'], ['5@4010', '5@4020']],
    ['T3 last in', lifo, 'B5@4000 B5@4010 B5@4020 S5@4015', ['0', '0', '0', '-25000'], ['5@4010', '5@4000']],
    ['T4 first in', fifo, 'B10@112.50 B5@112.25 S12@112.75', ['0', '0', '3500'], ['3@112.25']],
    ['T4 last in', lifo, 'B10@112.50 B5@112.25 S12@112.75', ['0', '0', '4250'], ['3@112.5']],
    ['T5', fifo, 'S1@111.25 B1@111.21875', ['0', '31.25'], []],
    ['T6', fifo, 'S5@111.25 B3@111.20 B4@111.15 S2@111.18', ['0', '150', '200', '60'], []],
    ['T7', fifo, 'B100@110.0 S100@110.00390625', ['0', '390.625'], []],
    ['T8', fifo, 'B20@75 S20@76', ['0', '20000'], []],
    ['T11', fifo, 'B100@3.50 S40@3.60', ['0', '4000'], ['60@3.5']],
    [
      'T19',
      fifo,
      'S1@111.25 B1@111.21875 B1@111.15625 B1@111.109375',
      ['0', '31.25', '0', '0'],
      ['1@111.15625', '1@111.109375'],
    ],
  ] as const)('%s: %s', (_name, method, text, realized, left) => {
    const result = book(parseFills(text), method);
    expect([result.realized, openLots(result.position)]).toEqual([realized, left]);
  });

  test('T12: the multiplier is the instrument’s', () => {
    const totals = ['ZTZ6', 'ZNZ6'].map((id) => book(parseFills('B10@112.50 S10@112.75', id)).realized.at(-1));
    expect(totals).toEqual(['5000', '2500']);
  });

  test('T20: twelve lots of one day close in the order they came', () => {
    const buys = Array.from({ length: 12 }, (_, index) => `B1@${100 + index}`).join(' ');
    const last = (method: LotMethod) => book(parseFills(`${buys} S1@112 S1@112`), method).realized.slice(-2);
    expect([last(fifo), last(lifo)]).toEqual([
      ['12000', '11000'],
      ['1000', '2000'],
    ]);
  });
});

describe('unrealized', () => {
  test.each([
    ['T9', 'B10@110.25 S4@110.50', '110.75', '3000'],
    ['T10', 'B5@4000', '4010', '50000'],
    ['short', 'S10@100', '90', '100000'],
    ['flat', 'B1@100 S1@101', '90', '0'],
  ])('%s', (_name, text, mark, expected) => {
    expect(moneyToDecimal(book(parseFills(text)).position.unrealized(priceFromDecimal(mark)))).toBe(expected);
  });

  test.each([
    ['T13 ten-year', 'ZNZ6', '10000'],
    ['T13 two-year', 'ZTZ6', '20000'],
  ])('%s: a settlement a point higher', (_name, instrument, expected) => {
    const { position } = book(parseFills('B10@100', instrument));
    const change = position.unrealized(priceFromDecimal('101')) - position.unrealized(priceFromDecimal('100'));
    expect(moneyToDecimal(change as never)).toBe(expected);
  });
});

describe('a match', () => {
  test('names both executions', () => {
    const [entry, exit] = parseFills('B10@110.25 S6@110.50');
    const lots = new LotBook(multiplierOf);
    lots.apply(entry!);
    expect(lots.apply(exit!)).toEqual([
      {
        position: { instrument: 'ZNZ6', account: 'DEMO', strategy: 'manual' },
        side: 'long',
        entry,
        exit,
        quantity: 6,
        realized: moneyFromDecimal('1500'),
      },
    ]);
  });

  test('through zero closes what there was and opens the rest', () => {
    const { lots, position } = book(parseFills('B4@110 B2@110.5 S10@111'));
    expect([
      position.quantity,
      openLots(position),
      moneyToDecimal(position.cost),
      moneyToDecimal(position.realized),
    ]).toEqual([-4, ['4@111'], '-444000', '5000']);
    const [cover] = fillsOf([{ contracts: 4, price: '110' }]).map((fill) => ({ ...fill, executionId: 'C' as never }));
    expect(lots.apply(cover!).map(({ side, realized }) => [side, moneyToDecimal(realized)])).toEqual([
      ['short', '4000'],
    ]);
  });
});

/** 83 fills of one contract, `quantity@n` with the price 111 + n/64; each list is a day. */
const days = [
  ['2025-06-27', '+10@51 +5@54 +2@54 +3@54 +10@56'],
  ['2025-06-30', '+10@54 +1@57 +5@57 -1@55'],
  [
    '2025-07-01',
    '+45@53 +34@53 +16@53 +5@52 -5@51 -5@51 -20@51 +5@53 +5@50 +10@48 +10@47 +10@47 +10@47 +6@47 +1@47 +3@47 +1@57 +10@56 +186@56',
  ],
  [
    '2025-07-02',
    '+20@53 +40@50 +80@47 -1@42 -149@37 +362@36 +724@36 +17@37 +14@37 +1@46 +1@47 -1@46 -2@46 -3@46 -2@46 -1@46 -5@49 -1027@49 -440@48 -13@49 -987@48',
  ],
  ['2025-07-03', '-20@16 -2@15 -1@11 -3@12 +1@13 +1@14 +1@14 +1@17 +2@17 +1@15 +1@15 -727@14 -44@14 -1@14'],
  ['2025-07-04', '+1@23 +1@23 +1@23 +1@23 +1@23 +1@23'],
  ['2025-07-05', '+402@23 +575@24 +807@25 -1@22 +1@23 +1@23 -1@22 +1@23'],
  ['2025-07-07', '+1@-1 -1@0 -1@1 +1@-3 +1@-3 +1@-4'],
] as const;

const eightyThree = fillsOf(
  days.flatMap(([tradeDate, text]) =>
    text.split(' ').map((word): FillTerms => {
      const [contracts, sixtyFourths] = word.split('@').map(Number) as [number, number];
      return { contracts, price: price(111_000_000_000 + sixtyFourths * 15_625_000), tradeDate };
    }),
  ),
);

/** Number of the fill, realized, open lots after it. */
const realizations =
  `9 -31.25 8; 14 -78.125 11; 15 -156.25 11; 16 -625 10; 32 -78.125 25; 33 -28437.5 22; 40 -15.625 27; 41 140.625 26;
  42 421.875 26; 43 281.25 26; 44 140.625 26; 45 937.5 26; 46 208312.5 23; 47 -18453.125 0; 54 -15.625 6; 55 -31.25 6; 56 -31.25 5; 57 -93.75 4;
  58 -62.5 3; 59 15.625 3; 60 15.625 3; 64 -140.625 5; 65 -140.625 5; 66 -140.625 5; 67 -140.625 5; 68 -140.625 5; 69 -140.625 5; 70 -56531.25 4;
  71 13250 2; 72 290218.75 0; 74 -15.625 0; 76 -15.625 0; 79 15.625 1; 80 -343.75 0`
    .split(/;\s*/)
    .map((entry) => entry.trim().split(' '));

describe('83 fills of a week', () => {
  test('last in first out gives each realization, with the lots left', () => {
    const lots = new LotBook(multiplierOf, lifo);
    const rows: string[][] = [];
    for (const [index, fill] of eightyThree.entries()) {
      const realized = sum(lots.apply(fill).map((match) => match.realized));
      const open = lots.position(fill)!.lots().length;
      if (realized !== 0) rows.push([String(index + 1), moneyToDecimal(realized), String(open)]);
    }
    expect(rows).toEqual(realizations);
  });

  test.each([fifo, lifo])('$name ends at the same total and lots', (method) => {
    const { position } = book(eightyThree, method);
    const mark = priceFromDecimal('111');
    expect({
      fills: eightyThree.length,
      realized: moneyToDecimal(position.realized),
      quantity: position.quantity,
      lots: openLots(position).sort(),
      whole: moneyToDecimal((position.realized + position.unrealized(mark)) as never),
    }).toEqual({
      fills: 83,
      realized: '407890.625',
      quantity: 3,
      lots: ['1@110.9375', '1@110.953125', '1@110.953125'],
      whole: '408046.875',
    });
  });

  test('each day realizes its own part', () => {
    const { position } = book(eightyThree, lifo);
    const byDate = days.map(([date]) => [date, moneyToDecimal(position.realizedOn(date as TradeDate))]);
    expect(byDate).toEqual([
      ['2025-06-27', '0'],
      ['2025-06-30', '-31.25'],
      ['2025-07-01', '-859.375'],
      ['2025-07-02', '163250'],
      ['2025-07-03', '-203.125'],
      ['2025-07-04', '-843.75'],
      ['2025-07-05', '246906.25'],
      ['2025-07-07', '-328.125'],
    ]);
  });
});

describe('keys', () => {
  test('instruments, accounts and strategies do not disturb each other', () => {
    const terms: FillTerms[] = [
      { contracts: 5, price: '110' },
      { contracts: -5, price: '6000', instrument: 'ESZ6' },
      { contracts: -2, price: '111', account: 'OTHER' },
      { contracts: -3, price: '111', strategy: 'maker' },
      { contracts: -5, price: '110.5' },
    ];
    const { lots } = book(fillsOf(terms));
    const rows = [...lots.positions()].map(({ key, quantity, realized }) => [
      ...Object.values(key),
      quantity,
      moneyToDecimal(realized),
    ]);
    expect(rows).toEqual([
      ['ZNZ6', 'DEMO', 'manual', 0, '2500'],
      ['ZNZ6', 'DEMO', 'maker', -3, '0'],
      ['ZNZ6', 'OTHER', 'manual', -2, '0'],
      ['ESZ6', 'DEMO', 'manual', -5, '0'],
    ]);
    expect([...lots.positions('ESZ6')].map(({ key }) => key.instrument)).toEqual(['ESZ6']);
    expect([...lots.positions('GCZ6')]).toEqual([]);
  });
});

test('the rows of the positions topic', () => {
  const { lots } = book(
    fillsOf([
      { contracts: 5, price: '110' },
      { contracts: -2, price: '110.5' },
      { contracts: -5, price: '6000', instrument: 'ESZ6' },
      { contracts: 1, price: '110', account: 'FLAT', tradeDate: '2026-11-20' },
      { contracts: -1, price: '110', account: 'FLAT', tradeDate: '2026-11-20' },
    ]),
  );
  const marks = new Map([['ZNZ6', { price: priceFromDecimal('110.25'), ts: 9_000_000 as never }]]);
  expect(positionStates(lots, marks, '2026-11-23' as TradeDate)).toEqual([
    {
      instrument: 'ZNZ6',
      account: 'DEMO',
      strategy: 'manual',
      quantity: 3,
      cost: moneyFromDecimal('330000'),
      mark: priceFromDecimal('110.25'),
      tsMark: 9_000_000,
      unrealized: moneyFromDecimal('750'),
      realized: moneyFromDecimal('1000'),
      tsUpdated: 2_000_000,
    },
    {
      instrument: 'ESZ6',
      account: 'DEMO',
      strategy: 'manual',
      quantity: -5,
      cost: moneyFromDecimal('-1500000'),
      unrealized: 0,
      realized: 0,
      tsUpdated: 3_000_000,
    },
  ]);
});

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
      perFill.push(Number(moneyToDecimal(sum(lots.apply(fill).map(({ realized }) => realized)))));
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
