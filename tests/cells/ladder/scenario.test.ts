import { describe, expect, it } from 'vitest';
import { ladder as kind } from '../../../cells/ladder/index.ts';
import { props as schema } from '../../../cells/ladder/schema.ts';
import { frames, type LadderTopics, ladder } from '../../../cells/ladder/server.ts';
import { expectGolden, markupOf } from '../golden.ts';
import { contextOf, framesOf, zn } from '../live-topics.ts';
import { spotOf } from '../spot/fixture.ts';
import { at, middle, morning } from './fixture.ts';

const props = (given: Record<string, unknown> = {}) => schema.parse({ instrument: 'ZN', levels: 12, ...given });
const nothing = { book: undefined, orders: undefined, positions: undefined };

const mock = [
  { side: 'buy', quantity: 80, price: 110.171875 },
  { side: 'sell', quantity: 1, price: '110-01+', type: 'stop-limit' },
  { side: 'buy', quantity: 40, price: "110'070" },
  { side: 'sell', quantity: 15, price: "110'100" },
  { side: 'sell', quantity: 4, price: "110'120" },
  { side: 'buy', quantity: 160, price: "110'040" },
];
const golden1 = props({ spot: '110-08.5', orders: mock });
const value = (given: Record<string, unknown>, topics: LadderTopics = nothing) => {
  const checked = props(given);
  return kind.value.parse(ladder(checked, zn)(topics)) as ReturnType<ReturnType<typeof ladder>>;
};

describe('a ladder without a market', () => {
  it('is the golden ladder, row by row', () => {
    const { rows, scenario, market, account } = ladder(golden1, zn)(nothing);
    expect(rows).toHaveLength(24);
    expect(rows.slice(0, 2).concat(rows.slice(8, 9), rows.slice(17, 18))).toEqual([
      {
        tick: middle + 8,
        price: { text: '110.390625', handle: '110', fraction: "'125" },
        position: -19,
        profit: { text: '-1,234.38', sign: 'loss' },
        risk: { text: '-296.875', sign: 'loss' },
        even: { text: "110'10.42", handle: '110', fraction: "'10.42" },
        ticks: '4.16',
      },
      {
        tick: middle + 7,
        price: { text: '110.375', handle: '110', fraction: "'120" },
        own: [{ id: 'what-if-5', side: 'sell', quantity: 4, type: 'limit', at: "110'120", state: 'what-if' }],
        position: -19,
        profit: { text: '-937.50', sign: 'loss' },
        risk: { text: '-296.875', sign: 'loss' },
        even: { text: "110'10.42", handle: '110', fraction: "'10.42" },
        ticks: '3.16',
      },
      {
        tick: middle,
        price: { text: '110.265625', handle: '110', fraction: "'085" },
        position: 0,
        profit: { text: '0.00', sign: 'even' },
        spot: 'exact',
      },
      {
        tick: middle - 9,
        price: { text: '110.125', handle: '110', fraction: "'040" },
        own: [{ id: 'what-if-6', side: 'buy', quantity: 160, type: 'limit', at: "110'040", state: 'what-if' }],
        position: 280,
        profit: { text: '-7,500.00', sign: 'loss' },
        risk: { text: '4,375.000', sign: 'gain' },
        even: { text: "110'04.86", handle: '110', fraction: "'04.86" },
        ticks: '-1.71',
      },
    ]);
    expect(scenario).toEqual({
      assumed: true,
      spot: { text: '110.265625', handle: '110', fraction: "'085" },
      columns: ['working', 'profit', 'position', 'risk', 'break-even', 'ticks'],
      base: { quantity: 0, profit: { text: '0.00', sign: 'even' } },
      idle: 0,
    });
    expect({ market, account }).toEqual({ market: { state: 'open', middle: middle - 4 }, account: null });
  });

  it('begins with what is said to be held, and leaves the desk out', () => {
    const { scenario, rows } = value({ spot: "110'085", base: "1@111'280" }, morning as never);
    expect(scenario?.base).toEqual({ quantity: 1, profit: { text: '-1,609.38', sign: 'loss' } });
    expect(rows.map(({ position }) => position)).toEqual([1, 1, 1]);
  });

  it('takes the desk in where it is asked to', () => {
    const { scenario, rows } = value({ spot: "110'085", own: true }, morning as never);
    expect(scenario?.base).toEqual({ quantity: 24, profit: { text: '+4,171.88', sign: 'gain' } });
    expect(rows.flatMap(({ own = [] }) => own).map(({ id }) => id)).toEqual(['o-2', 'o-1', 'o-3', 'o-4', 'o-5', 'o-6']);
  });

  it('marks a spot between two prices and an order off the grid', () => {
    const { rows } = value({ spot: 110.2734375, orders: [{ side: 'buy', quantity: 1, price: "110'0762" }] });
    expect(rows.map(({ tick, spot, own }) => [tick - middle, spot ?? '', own?.[0]?.offGrid ? own[0].at : ''])).toEqual([
      [2, '', ''],
      [1, 'below', ''],
      [0, 'above', ''],
      [-1, '', ''],
      [-2, '', "110'076"],
      [-3, '', ''],
    ]);
  });

  it('yields one value and ends', async () => {
    expect(kind.refs(golden1, 'assumed', () => Promise.reject())).toEqual({ reads: [] });
    expect(await framesOf(frames(golden1, contextOf({}, 3)))).toEqual([ladder(golden1, zn)(nothing)]);
  });

  it('follows the market again where its spot is empty', () => {
    const given = props({ spot: '', base: '', scenario: true });
    expect(kind.refs(given, 'assumed', () => Promise.reject())).toEqual({
      reads: ['book.ZN', 'orders', 'positions', 'spots'],
    });
    expect(ladder(given, zn)(morning).scenario?.assumed).toBe(false);
  });
});

describe('a scenario in a live market', () => {
  it('adds orders that nobody has sent to those at work', () => {
    const { rows, scenario } = value(
      { columns: ['position', 'risk'], orders: [{ side: 'buy', quantity: 7, price: "110'080" }] },
      morning as never,
    );
    const row = rows.find(({ tick }) => tick === middle - 1)!;
    expect([row.bid?.size, row.own, row.position]).toEqual([
      312,
      [{ id: 'what-if-1', side: 'buy', quantity: 7, type: 'limit', at: "110'080", state: 'what-if' }],
      31,
    ]);
    expect(scenario).toMatchObject({ assumed: false, columns: ['position', 'risk'], base: { quantity: 24 } });
  });

  it('leaves the position and P&L of the plain ladder as they are', () => {
    const plain = ladder(props(), zn)(morning);
    const more = ladder(props({ scenario: true }), zn)(morning);
    expect(more.rows.map(({ tick, position }) => [tick, position])).toEqual(
      plain.rows.map(({ tick, position }) => [tick, position]),
    );
    expect(plain.scenario).toBeUndefined();
  });
});

describe('survival', () => {
  const given = { spot: '111.796875', base: '10@111.796875', survival: {} };
  const levels = ['111.5625', '111.4375', "111'08", "110'31"];

  it('follows the position to the last level before the stop', () => {
    const { scenario, rows } = value({ ...given, survival: { levels, stop: -15_000 } });
    expect(rows).toEqual([]);
    expect(scenario?.survival).toEqual({
      currency: 'USD',
      stop: { text: '-15,000', sign: 'loss' },
      contracts: 10,
      points: [
        {
          price: { text: '111.796875', handle: '111', fraction: "'255" },
          away: '0',
          contracts: '10.0',
          risk: '625.00',
          profit: { text: '0.00', sign: 'even' },
          last: false,
        },
        {
          price: { text: '111.5625', handle: '111', fraction: "'180" },
          away: '3.75',
          contracts: '12.5',
          risk: '781.25',
          profit: { text: '-2,343.75', sign: 'loss' },
          last: false,
        },
        {
          price: { text: '111.4375', handle: '111', fraction: "'140" },
          away: '5.75',
          contracts: '20.8',
          risk: '1,302.08',
          profit: { text: '-3,906.25', sign: 'loss' },
          last: false,
        },
        {
          price: { text: '111.25', handle: '111', fraction: "'080" },
          away: '8.75',
          contracts: '41.7',
          risk: '2,604.17',
          profit: { text: '-7,812.50', sign: 'loss' },
          last: true,
        },
      ],
      breach: { text: '110.96875', handle: '110', fraction: "'310" },
      most: { long: 7, short: null },
    });
  });

  it('takes the levels of the instrument', () => {
    const watched = { ...zn, technicalLevels: levels.map((_, index) => at(middle + 60 - 12 * index)) };
    const { scenario } = ladder(props(given), watched)(nothing);
    expect(scenario?.survival?.points.length).toBe(5);
  });

  it('says so when flat', async () => {
    const flat = props({ ...given, base: '0@111', survival: { levels } });
    const markup = await markupOf(kind, ladder(flat, zn)(nothing), flat);
    expect(markup).toContain('Flat: there is nothing to add to.');
  });
});

describe('the view of a scenario', () => {
  const cases: [name: string, given: Record<string, unknown>, topics: typeof nothing][] = [
    ['scenario', { spot: '110-08.5', orders: mock }, nothing],
    ['scenario-live', { scenario: true, levels: 5, orders: mock }, morning as never],
    ['scenario-columns', { columns: ['profit'], spot: 110.2734375, base: "2@110'08" }, nothing],
    ['survival', { spot: '111', base: "-8@111'00", survival: { levels: ["111'08", "111'14", "111'18"] } }, nothing],
  ];
  it.each(cases)('%s', async (name, given, topics) => {
    const checked = props(given);
    await expectGolden(kind, name, ladder(checked, zn)(topics), checked);
  });

  it('gives no id that could be canceled to what nobody has sent', async () => {
    expect(await markupOf(kind, ladder(golden1, zn)(nothing), golden1)).not.toContain('data-order');
  });
});

describe('what a scenario refuses', () => {
  const refused: [given: Record<string, unknown>, message: RegExp][] = [
    [{ spot: "110'40" }, /^spot: .*40/],
    [{ base: '110' }, /^base: it is contracts and a price/],
    [{ orders: [{ side: 'buy', quantity: 1 }] }, /^orders\[0\]: only a market order has no price/],
    [{ orders: [{ side: 'buy', quantity: 1, price: 'x' }] }, /^orders\[0\]\.price: /],
    [{ survival: { levels: ['?'] } }, /^survival\.levels\[0\]: /],
  ];
  it.each(refused)('%j', (given, message) => {
    expect(() => ladder(props(given), zn)).toThrow(message);
  });

  const unfit: [given: Record<string, unknown>, message: string][] = [
    [{ columns: ['delta'] }, 'columns are working, profit, position, risk, break-even, ticks'],
    [{ orders: [{ side: 'long', quantity: 1 }] }, 'side is buy or sell'],
    [{ orders: [{ side: 'buy', quantity: 1, type: 'iceberg' }] }, 'type is limit, stop, stop-limit or market'],
    [{ survival: { stop: 5 } }, 'stop is a loss, as in -100000'],
  ];
  it.each(unfit)('%j', (given, message) => {
    const { error } = schema.safeParse({ instrument: 'ZN', ...given });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('the spot of a source', () => {
  const spots = (age: number, problem?: string) => ({
    askBeyondPercent: 5,
    spots: [
      spotOf('ZNZ6', [
        { source: 'manual', price: '110.265625', text: '110-08+', age, ...(problem ? { problem } : {}) },
      ]),
    ],
  });
  const from = ({ scenario }: ReturnType<typeof value>) => [scenario?.spot?.text, scenario?.from];

  it('is where the ladder stands, with the desk’s own orders and position and without the book', () => {
    const shown = value({ spot: 'source' }, { ...morning, spots: spots(4) });
    expect(from(shown)).toEqual([
      '110.265625',
      { source: 'manual', age: '4 s', old: false, why: 'first in the order' },
    ]);
    expect(shown.scenario?.base.quantity).toBe(24);
    expect(shown.rows.some(({ bid, ask }) => bid || ask)).toBe(false);
    expect(shown.rows.filter(({ own }) => own).length).toBeGreaterThan(0);
    expect(kind.refs(props({ spot: 'source' }), 'sourced', () => Promise.reject())).toEqual({
      reads: ['orders', 'positions', 'spots'],
    });
  });

  it('is taken where there is no market and nobody said a spot, and not where there is one', () => {
    expect(from(value({ scenario: true }, { ...nothing, spots: spots(4) }))[0]).toBe('110.265625');
    expect(from(value({ scenario: true }, { ...morning, spots: spots(4) }))[1]).toBeUndefined();
    expect(from(value({ spot: "110'000" }, { ...nothing, spots: spots(4) }))).toEqual(['110', undefined]);
    expect(value({}, { ...nothing, spots: spots(4) }).scenario).toBeUndefined();
  });

  it('is struck through when it is old', async () => {
    await expectGolden(
      kind,
      'spot-old',
      value({ spot: 'source', levels: 3 }, { ...nothing, spots: spots(720) }),
      props({ spot: 'source', levels: 3 }),
    );
  });

  it('is missed in words', async () => {
    const markup = await markupOf(
      kind,
      value({ spot: 'source' }, { ...morning, spots: undefined }),
      props({ spot: 'source' }),
    );
    expect(markup).toContain(
      'No spot source of ZNZ6 has a price. A cell of kind spot takes one, and so does deskbook spot ZNZ6.',
    );
  });

  it('is where a survival curve begins', () => {
    const { scenario } = value(
      { spot: 'source', survival: { contracts: 10, levels: ["110'000"] } },
      { ...nothing, spots: spots(4) },
    );
    expect(scenario?.survival?.points.map(({ price }) => price.text)).toEqual(['110.265625', '110']);
  });
});
