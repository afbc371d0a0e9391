import { describe, expect, it } from 'vitest';
import { fills as kind } from '../../../cells/fills/index.ts';
import { props as schema } from '../../../cells/fills/schema.ts';
import { frames } from '../../../cells/fills/server.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { fillsOf, morningFills, tapeOf } from './fixture.ts';

const one = async (given: Record<string, unknown>, topics: Record<string, unknown>) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf(topics)));
  return value!;
};
const tape = tapeOf(
  [
    { side: 'buy', quantity: 12, price: '110.265625', ago: 4 },
    { side: 'sell', quantity: 1_104, price: '110.25', ago: 90 },
  ],
  88_211,
);

/** An average of 110'085 and 110'090, and a fill on the grid. */
const offGrid = fillsOf([
  { id: 'x-2', side: 'buy', quantity: 2, price: '110.2734375', ago: 10 },
  { id: 'x-1', side: 'buy', quantity: 2, price: '110.265625', ago: 20 },
]);

describe('frames of fills', () => {
  it('shows own fills of every instrument, newest first', async () => {
    const value = await one({ limit: 2 }, { fills: morningFills });
    expect(value).toEqual({
      source: 'own',
      named: true,
      zone: 'CST',
      rows: [
        {
          key: 'x-5',
          time: '10:31:06',
          milliseconds: '.741',
          instrument: 'ZNZ6',
          side: 'sell',
          quantity: 2,
          price: { text: '110.265625', handle: '110', fraction: "'085" },
          liquidity: 'taker',
          strategy: 'maker',
          account: 'demo',
          order: 'o-x-5',
        },
        {
          key: 'x-4',
          time: '10:30:36',
          milliseconds: '.642',
          instrument: 'ZNZ6',
          side: 'buy',
          quantity: 15,
          price: { text: '110.328125', handle: '110', fraction: "'105" },
          liquidity: 'maker',
          strategy: 'maker',
          account: 'demo',
          order: 'o-x-4',
        },
      ],
      total: 1_204,
      atLeast: false,
    });
    expect(kind.caption?.(value)).toBe('1,204 fills today');
  });

  const filters: [given: Record<string, unknown>, keys: string[], caption: string][] = [
    [{}, ['x-5', 'x-4', 'x-3', 'x-2', 'x-1'], '1,204 fills today'],
    [{ instrument: 'ES' }, ['x-3'], '1 of the newest fills'],
    [{ account: 'hedge' }, ['x-2'], '1 of the newest fills'],
    [{ instrument: 'ZNZ6', account: 'demo' }, ['x-5', 'x-4', 'x-1'], '3 of the newest fills'],
    [{ account: 'nobody' }, [], '0 of the newest fills'],
  ];
  it.each(filters)('%j', async (given, keys, caption) => {
    const value = await one(given, { fills: morningFills });
    expect(value.rows.map(({ key }) => key)).toEqual(keys);
    expect(kind.caption?.(value)).toBe(caption);
  });

  it('numbers the trades of the market, so that a row keeps its key as newer ones come', async () => {
    const value = await one({ source: 'market', instrument: 'ZN' }, { 'tape.ZNZ6': tape });
    expect(
      value.rows.map(({ key, time, milliseconds, side, quantity }) => [key, time + milliseconds, side, quantity]),
    ).toEqual([
      ['88211', '10:31:07.246', 'buy', 12],
      ['88210', '10:31:07.160', 'sell', 1_104],
    ]);
    expect([value.total, value.named, kind.caption?.(value)]).toEqual([88_211, false, '88,211 trades today']);
  });

  it('reads the topic of its source', () => {
    const reads = [{}, { source: 'market', instrument: 'ZN' }].map((given) =>
      kind.refs(schema.parse(given), 'tape', () => Promise.reject()),
    );
    expect(reads).toEqual([{ reads: ['fills'] }, { reads: ['tape.ZN'] }]);
  });
});

describe('the properties of fills', () => {
  const refused: [given: Record<string, unknown>, path: string, message: RegExp][] = [
    [{ source: 'market' }, 'instrument', /add a line such as `instrument: ZN`/],
    [{ source: 'market', instrument: 'ZN', account: 'demo' }, 'account', /take the line out/],
    [{ source: 'venue' }, 'source', /own or market/],
    [{ limit: 0 }, 'limit', /Too small/],
  ];
  it.each(refused)('refuses %j', (given, path, message) => {
    const [issue] = schema.safeParse(given).error?.issues ?? [];
    expect(issue?.path).toEqual([path]);
    expect(issue?.message).toMatch(message);
  });
});

describe('a price between two ticks', () => {
  it('is kept exactly and marked', async () => {
    const { rows } = await one({}, { fills: offGrid });
    expect(rows.map(({ price, offGrid: mark }) => [price.text, mark])).toEqual([
      ['110.2734375', true],
      ['110.265625', undefined],
    ]);
  });
});

describe('the view of fills', () => {
  it.each([
    ['own', {}, { fills: morningFills }],
    ['off-grid', {}, { fills: offGrid }],
    ['instrument', { instrument: 'ZN' }, { fills: morningFills }],
    ['market', { source: 'market', instrument: 'ZN' }, { 'tape.ZNZ6': tape }],
    ['bars', { source: 'market', instrument: 'ZN' }, { 'tape.ZNZ6': { trades: [], total: 0, onlyBars: true } }],
    ['none', {}, {}],
    ['no-trades', { source: 'market', instrument: 'ZN' }, {}],
  ])('%s', async (name, given, topics) => {
    await expectGolden(kind, name, await one(given, topics), schema.parse(given));
  });
});
