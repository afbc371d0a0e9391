import { describe, expect, it } from 'vitest';
import { positions as kind } from '../../../cells/positions/index.ts';
import { type PositionRow, props as schema } from '../../../cells/positions/schema.ts';
import { frames } from '../../../cells/positions/server.ts';
import type { SpotsState } from '../../../core/spot/state.ts';
import type { PositionsState } from '../../../core/topics.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, es, framesOf, zn } from '../live-topics.ts';
import { morningSpots } from '../spot/fixture.ts';
import { morningPositions, positionsOf, settledPositions } from './fixture.ts';

const one = async (state: PositionsState | undefined, given: Record<string, unknown> = {}) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf({ positions: state })));
  return value!;
};
const everything = {
  marks: ['now', 'close', 'start_of_day', 'next_start_of_day'],
  also: ['realized_of_day', 'day', 'fees'],
};
const line = ({ instrument, account, strategy, quantity, average, marks, realized, figures }: PositionRow): string =>
  [
    instrument,
    account,
    strategy ?? '*',
    quantity,
    average?.text ?? '-',
    ...marks.flatMap(({ price, open }) => [price?.text ?? '-', open?.text ?? '-']),
    realized.text,
    ...figures.map(({ text }) => text),
  ].join(' ');

describe('frames of positions', () => {
  it('adds strategies up by instrument and account, open ones first, and totals by currency', async () => {
    const value = await one(morningPositions);
    expect(value.groups.map(line)).toEqual([
      'ESZ6 demo * -2 6012.2500 6018.5 -625.00 +1,187.50',
      'NIFTY demo * 75 24310.0500 24300 -753.75 0.00',
      "ZNZ6 demo * 24 110'07.04 110.265625 +1,093.75 +2,835.94",
      'ZNZ6 hedge * 0 - 110.265625 0.00 +15.62',
    ]);
    expect(value.totals).toEqual([
      {
        currency: 'USD',
        open: [{ text: '+468.75', sign: 'gain' }],
        realized: { text: '+4,039.06', sign: 'gain' },
        figures: [],
      },
      {
        currency: 'INR',
        open: [{ text: '-753.75', sign: 'loss' }],
        realized: { text: '0.00', sign: 'even' },
        figures: [],
      },
    ]);
    expect([value.accounts, value.asOf, value.age]).toEqual([2, '10:31:03 CST', '4 s']);
    expect(kind.caption?.(value)).toBe('as of 10:31:03 CST, 4 s old');
  });

  it('shows strategies below their instrument when asked', async () => {
    const value = await one(morningPositions, { by: 'strategy', instrument: 'ZN', account: 'demo' });
    expect(value.groups.flatMap((group) => [line(group), ...group.strategies.map(line)])).toEqual([
      "ZNZ6 demo * 24 110'07.04 110.265625 +1,093.75 +2,835.94",
      "ZNZ6 demo manual 20 110'07.00 110.265625 +937.50 +3,046.88",
      "ZNZ6 demo maker 4 110'07.25 110.265625 +156.25 -210.94",
    ]);
  });

  it('has no price and no age before the first trade', async () => {
    const value = await one(positionsOf({ instrument: zn, quantity: 1, average: '110.25' }));
    expect([value.groups[0]?.marks[0]?.price, value.asOf, kind.caption?.(value)]).toEqual([null, null, '']);
  });

  it('values positions at settlements and says where each is from, and what is too old', async () => {
    const value = await one(settledPositions, everything);
    expect(value.groups.map(line)).toEqual([
      'ESZ6 demo * -2 6012.2500 6018.5 -625.00 6010 +225.00 - - - - +1,187.50 +1,187.50 +562.50 -4.50',
      "ZNZ6 demo * 24 110'07.00 110.265625 +1,125.00 110.25 +750.00 110.21875 0.00 110.25 +750.00 +500.00 +375.00 +1,500.00 0.00",
    ]);
    expect(value.groups.map(({ marks }) => marks.map(({ note, old }) => (old ? `${note} (old)` : note)))).toEqual([
      ['', 'settle of 2026-11-18, 2026-11-18 15:00:00 CST, 1 d old (old)', '', ''],
      [
        '',
        'flash of 2026-11-20, 2026-11-20 14:00:00 CST, just now',
        'settle of 2026-11-19, 2026-11-19 15:00:00 CST, 19 h old',
        'flash of 2026-11-20, 2026-11-20 14:00:00 CST, just now',
      ],
    ]);
    expect(value.groups[1]?.figures.map(({ note }) => note)).toEqual([
      'counted from the settlement of the day before',
      'counted from the settlement of the day before',
      '',
    ]);
    expect(value.totals.map(({ open }) => open.map((given) => given?.text ?? '-'))).toEqual([
      ['+500.00', '+975.00', '-', '-'],
    ]);
  });

  it('values positions at spots only where that is asked for, an old one struck through', async () => {
    const positions = morningPositions;
    const at = async (spots: SpotsState | undefined) => {
      const given = schema.parse({ marks: ['spot'], instrument: 'NIFTY' });
      const [value] = await framesOf(frames(given, contextOf({ positions, spots })));
      return [value?.groups[0]?.marks[0], value?.totals[0]?.open];
    };
    expect(await at(morningSpots)).toEqual([
      {
        price: { text: '24010.05', handle: '24010', fraction: '.05' },
        open: { text: '-22,500.00', sign: 'loss' },
        note: 'spot from manual, 2026-11-20 21:01:07 IST, 1 h old',
        old: true,
      },
      [{ text: '-22,500.00', sign: 'loss' }],
    ]);
    expect(await at(undefined)).toEqual([
      { price: null, open: null, note: 'No spot source of it has a price: a cell of kind spot takes one', old: false },
      [null],
    ]);
    const refs = (marks: string[]) => kind.refs(schema.parse({ marks }), 'p', () => Promise.reject());
    expect([refs(['now']), refs(['now', 'spot'])]).toEqual([
      { reads: ['positions', 'venue'] },
      { reads: ['positions', 'spots', 'venue'] },
    ]);
  });

  it('takes the age of the oldest price that something open depends on', async () => {
    const state = positionsOf(
      { instrument: zn, quantity: 0, average: '0', mark: '110', age: 900 },
      { instrument: es, quantity: 1, average: '6000', mark: '6001', age: 61 },
    );
    expect((await one(state)).age).toBe('1 min');
  });
});

describe('the view of positions', () => {
  it.each([
    ['morning', morningPositions, {}],
    ['by-strategy', morningPositions, { by: 'strategy', account: 'demo' }],
    ['all-marks', settledPositions, everything],
    ['none', undefined, {}],
  ])('%s', async (name, state, given) => {
    await expectGolden(kind, name, await one(state, given), schema.parse(given));
  });

  it.each([
    [{ by: 'venue' }, 'by can only be strategy; leave it out for one line an instrument'],
    [{ marks: ['last'] }, 'marks takes now, close, start_of_day, next_start_of_day, spot'],
    [{ marks: [] }, 'marks takes one mark at least'],
    [{ marks: ['now', 'now'] }, 'marks names something twice'],
    [{ also: ['tax'] }, 'also takes realized_of_day, day, fees'],
  ])('refuses %o', (given, message) => {
    expect(schema.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
