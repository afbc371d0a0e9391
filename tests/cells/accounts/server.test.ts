import { describe, expect, it } from 'vitest';
import { accounts as kind } from '../../../cells/accounts/index.ts';
import { frames } from '../../../cells/accounts/server.ts';
import type { VenueState } from '../../../core/venue/state.ts';
import { expectGolden } from '../golden.ts';
import { morningHealth } from '../health/fixture.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { morningVenue } from './fixture.ts';

const one = async (venue: VenueState | undefined, props = {}) => {
  const [value] = await framesOf(frames(props, contextOf({ venue, health: morningHealth })));
  return value!;
};

it('shows accounts as the venue states them, with the age of the older part', async () => {
  const value = await one(morningVenue);
  expect(value).toEqual({
    remote: true,
    noOrders: null,
    accounts: [
      {
        id: 'demo',
        name: 'PRACTICE-50K',
        currency: 'USD',
        balance: '50,125.50',
        canTrade: true,
        simulated: true,
        positions: [
          {
            instrument: 'ESZ6',
            quantity: -2,
            average: { text: '6012.2500', whole: '6012.25' },
            realized: null,
            unrealized: null,
          },
          {
            instrument: 'ZNZ6',
            quantity: 23,
            average: { text: "110'07.04", whole: '110.2200521' },
            realized: { text: '-12.50', sign: 'loss' },
            unrealized: { text: '+1,046.88', sign: 'gain' },
          },
        ],
        otherOrders: 0,
        age: '12 s',
        old: false,
      },
      {
        id: 'A-2',
        name: 'FUNDED-2',
        currency: 'USD',
        balance: null,
        canTrade: false,
        simulated: false,
        positions: [],
        otherOrders: 0,
        age: '1 h',
        old: true,
      },
    ],
  });
  expect(kind.caption?.(value)).toBe('2 accounts, 1 may not trade');
});

it('shows one account by its id or its name', async () => {
  for (const account of ['A-2', 'FUNDED-2']) {
    expect((await one(morningVenue, { account })).accounts.map(({ id }) => id)).toEqual(['A-2']);
  }
});

describe('the view of accounts', () => {
  it.each([
    ['morning', morningVenue],
    ['watched', { ...morningVenue, cannot: { orders: 'This venue takes no orders: place them in its own program.' } }],
    ['none-yet', { accounts: [], drifts: [] }],
    ['paper', undefined],
  ])('%s', async (name, state) => {
    await expectGolden(kind, name, await one(state), {});
  });
});
