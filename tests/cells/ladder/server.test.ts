import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ladder as kind } from '../../../cells/ladder/index.ts';
import { props as schema } from '../../../cells/ladder/schema.ts';
import { frames, ladder } from '../../../cells/ladder/server.ts';
import { contextOf, framesOf, zn } from '../live-topics.ts';
import { bookOf, middle, morning, ordersOf, positionsOf } from './fixture.ts';

const props = (given: Record<string, unknown> = {}) => schema.parse({ instrument: 'ZN', ...given });
const nothing = { book: undefined, orders: undefined, positions: undefined };
const first = (topics: Partial<Parameters<ReturnType<typeof ladder>>[0]>, given = {}) =>
  ladder(props(given), zn)({ ...nothing, ...topics });

describe('a frame of a ladder', () => {
  it('holds everything a page shows', () => {
    const value = first(
      {
        book: bookOf({
          bid: middle - 1,
          ask: middle + 1,
          bidSizes: [312, 1_000],
          askSizes: [500],
          last: { tick: middle, size: 38, side: 'buy' },
          volumeAt: [
            [middle, 4_000],
            [middle - 1, 1],
          ],
        }),
        orders: ordersOf([{ id: 'o-1', side: 'buy', quantity: 40, tick: middle - 1 }], [['o-1', 12]]),
        positions: positionsOf(24, middle - 1, middle, '3046.88'),
      },
      { levels: 3 },
    );
    expect({ ...value, rows: value.rows.slice(5, 9) }).toEqual({
      instrument: { id: 'ZNZ6', name: '10-Year T-Note · Dec 26', currency: 'USD' },
      account: 'demo',
      anchor: middle,
      market: { state: 'open', middle },
      rows: [
        {
          tick: middle + 1,
          price: { text: '110.28125', handle: '110', fraction: "'090" },
          ask: { size: 500, bar: 50 },
          position: 24,
          profit: { text: '+3,797', sign: 'gain' },
        },
        {
          tick: middle,
          price: { text: '110.265625', handle: '110', fraction: "'085" },
          last: { size: 38, side: 'buy' },
          volume: { size: 4_000, bar: 100 },
          position: 24,
          profit: { text: '+3,422', sign: 'gain' },
        },
        {
          tick: middle - 1,
          price: { text: '110.25', handle: '110', fraction: "'080" },
          bid: { size: 312, bar: 31 },
          volume: { size: 1, bar: 1 },
          own: [{ id: 'o-1', side: 'buy', quantity: 40, type: 'limit', at: "110'080", queue: 12, state: 'working' }],
          position: 64,
          profit: { text: '+3,047', sign: 'gain' },
        },
        {
          tick: middle - 2,
          price: { text: '110.234375', handle: '110', fraction: "'075" },
          bid: { size: 1_000, bar: 100 },
          position: 64,
          profit: { text: '+2,047', sign: 'gain' },
        },
      ],
      position: {
        quantity: 24,
        average: { text: "110'08.00", handle: '110', fraction: "'08.00" },
        open: { text: '+375.00', sign: 'gain' },
        realized: { text: '+3,046.88', sign: 'gain' },
      },
      away: 0,
      eventsPerSecond: 412,
      changed: '10:31:07.250 CST',
    });
  });

  it('has no rows where there is no market', () => {
    expect(first({})).toEqual({
      instrument: { id: 'ZNZ6', name: '10-Year T-Note · Dec 26', currency: 'USD' },
      account: null,
      rows: [],
      anchor: null,
      market: { state: 'none', middle: null },
      position: { quantity: 0, average: null, open: null, realized: null },
      away: 0,
      eventsPerSecond: 0,
      changed: null,
    });
  });

  const shapes: [
    name: string,
    given: Parameters<typeof bookOf>[0],
    state: string,
    anchor: number | null,
    rows: number,
  ][] = [
    ['two-sided', { bid: 100, ask: 101 }, 'open', 100, 13],
    ['bids only', { bid: 100 }, 'bids only', 100, 13],
    ['asks only', { ask: 101 }, 'asks only', 101, 13],
    ['crossed', { bid: 102, ask: 100 }, 'crossed', 101, 13],
    ['empty after a trade', { last: { tick: 90, size: 1, side: 'sell' } }, 'empty', 90, 13],
    ['empty', {}, 'empty', null, 0],
  ];
  it.each(shapes)('%s', (_, given, state, anchor, rows) => {
    const value = first({ book: bookOf(given) }, { levels: 3 });
    expect({ state: value.market.state, anchor: value.anchor, rows: value.rows.length }).toEqual({
      state,
      anchor,
      rows,
    });
  });

  it('names an account only where it is clear which one orders are for', () => {
    const two = ordersOf([
      { id: 'a', side: 'buy', quantity: 1, tick: 1, account: 'demo' },
      { id: 'b', side: 'buy', quantity: 1, tick: 1, account: 'hedge' },
    ]);
    const book = bookOf({ bid: 100, ask: 101 });
    const accounts = [
      first({ book }),
      first({ book, orders: two }),
      first({ book, orders: two }, { account: 'hedge' }),
    ];
    expect(accounts.map(({ account }) => account)).toEqual([null, null, 'hedge']);
  });

  it('shows the state of each own order, leaves closed ones out and counts those out of sight', () => {
    const value = first(
      {
        book: bookOf({ bid: 99, ask: 101 }),
        orders: ordersOf([
          { id: 'a', side: 'buy', quantity: 1, tick: 99 },
          { id: 'b', side: 'buy', quantity: 2, tick: 99, status: 'pending' },
          { id: 'c', side: 'sell', quantity: 3, tick: 101, cancelRequested: true },
          { id: 'd', side: 'sell', quantity: 4, tick: 101, status: 'unknown' },
          { id: 'e', side: 'sell', quantity: 5, tick: 101, status: 'canceled' },
          { id: 'f', side: 'sell', quantity: 6, tick: 300 },
        ]),
      },
      { levels: 3 },
    );
    const shown = value.rows.flatMap((row) => (row.own ?? []).map(({ id, state }) => `${row.tick} ${id} ${state}`));
    expect(shown).toEqual(['101 c canceling', '101 d unknown', '99 a working', '99 b pending']);
    expect(value.away).toBe(1);
  });

  it('marks where the P&L changes its sign', () => {
    const value = first(
      { book: bookOf({ bid: 99, ask: 101 }), positions: positionsOf(2, 98, 100, '0') },
      { levels: 3 },
    );
    expect(value.rows.filter(({ breakEven }) => breakEven).map(({ tick }) => tick)).toEqual([98]);
  });

  it('keeps its middle while the market is near, and follows it when it is not', () => {
    const next = ladder(props({ levels: 9 }), zn);
    const anchors = [100, 103, 97, 104, 104, 90].map(
      (at) => next({ ...nothing, book: bookOf({ bid: at, ask: at }) }).anchor,
    );
    expect(anchors).toEqual([100, 100, 100, 104, 104, 90]);
  });

  it('has rows that descend by one tick without a gap, whatever the book', () => {
    const side = fc.option(fc.integer({ min: 6_000, max: 8_000 }), { nil: undefined });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 3, max: 40 }), (bid, ask, levels) => {
        const given = { ...(bid === undefined ? {} : { bid }), ...(ask === undefined ? {} : { ask }) };
        const { rows, anchor } = first({ book: bookOf(given) }, { levels });
        const expected =
          anchor === null ? [] : Array.from({ length: 4 * levels + 1 }, (_, index) => anchor + 2 * levels - index);
        expect(rows.map(({ tick }) => tick)).toEqual(expected);
        expect(rows.map(({ price }) => Math.round(Number(price.text) * 64))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the ladder kind', () => {
  it('reads its instrument as the file has it', () => {
    expect(kind.refs(props(), 'zn', () => Promise.reject())).toEqual({ reads: ['book.ZN', 'orders', 'positions'] });
  });

  it('yields one value a wake', async () => {
    const context = contextOf({ 'book.ZNZ6': morning.book, orders: morning.orders, positions: morning.positions }, 3);
    const values = await framesOf(frames(props(), context));
    expect(values).toHaveLength(3);
    expect(values[2]).toEqual(values[0]);
    expect(kind.value.parse(values[0])).toEqual(values[0]);
    expect(kind.caption?.(values[0]!)).toBe('412/s');
  });

  it('says which instrument there is not', async () => {
    await expect(framesOf(frames(props({ instrument: 'ZZ' }), contextOf({})))).rejects.toThrow(
      'There is no instrument "ZZ".',
    );
  });

  const refused: [given: Record<string, unknown>, message: string][] = [
    [{}, 'name an instrument, as in `instrument: ZN`'],
    [{ instrument: 'ZN', mode: 'follow' }, 'mode is centered or free'],
    [{ instrument: 'ZN', depth: 3 }, 'Unrecognized key: "depth"'],
    [{ instrument: 'ZN', levels: 2 }, 'Too small: expected number to be >=3'],
  ];
  it.each(refused)('refuses %j', (given, message) => {
    expect(schema.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
