import { describe, expect, it } from 'vitest';
import { positions as kind } from '../../../cells/positions/index.ts';
import { props as schema } from '../../../cells/positions/schema.ts';
import { frames } from '../../../cells/positions/server.ts';
import { signedQuantity } from '../../../core/model/quantity.ts';
import type { VenueState } from '../../../core/venue/state.ts';
import { morningVenue } from '../accounts/fixture.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { morningPositions } from './fixture.ts';

const one = async (venue: VenueState | undefined, given: Record<string, unknown> = {}) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf({ positions: morningPositions, venue })));
  return value!;
};

const [demo, other] = morningVenue.accounts;
/** The venue holds something that we know nothing of, in a contract that the settings do not have. */
const stranger: VenueState = {
  ...morningVenue,
  accounts: [
    {
      ...demo!,
      positions: [
        ...demo!.positions,
        { account: demo!.account.id, instrument: 'CON.F.US.GCE.Z26', quantity: signedQuantity(3) },
      ],
    },
    other!,
  ],
};

describe('what the venue says beside what we hold', () => {
  it('stands in a pair of columns, with the executions that explain a gap', async () => {
    const value = await one(morningVenue);
    expect(value.venue).toBe(true);
    expect(value.groups.map(({ key, quantity, venue }) => [key, quantity, venue])).toEqual([
      ['ESZ6 demo', -2, { quantity: -2, gap: null, note: 'as of 10:31:03 CST', explainedBy: [] }],
      ['NIFTY demo', 75, { quantity: 0, gap: null, note: 'as of 22:01:03 IST', explainedBy: [] }],
      [
        'ZNZ6 demo',
        24,
        {
          quantity: 23,
          gap: 1,
          note: 'differs since 10:29:37 CST',
          explainedBy: [{ id: 'E-4711', text: "sell 1 @ 110'085, 10:29:07 CST", missing: 'here' }],
        },
      ],
      ['ZNZ6 hedge', 0, { quantity: null, gap: null, note: 'The venue has not told of this account', explainedBy: [] }],
    ]);
  });

  it('has a line for what the venue alone holds, in its own name where nobody else has one', async () => {
    const { groups } = await one(stranger);
    expect(groups.filter(({ venue, quantity }) => quantity === 0 && venue?.quantity).map(({ key }) => key)).toEqual([
      'CON.F.US.GCE.Z26 demo',
    ]);
  });

  it('is left out on a market inside of the console, and by a person', async () => {
    expect((await one(undefined)).venue).toBe(false);
    const value = await one(morningVenue, { venue: false });
    expect(value.venue).toBe(false);
    expect(value.groups.map(({ venue }) => venue)).toEqual([null, null, null, null]);
  });

  it.each([
    ['at-venue', morningVenue],
    ['at-venue-stranger', stranger],
  ])('is drawn: %s', async (name, venue) => {
    const props = schema.parse({ by: 'strategy' });
    await expectGolden(kind, name, await one(venue, { by: 'strategy' }), props);
  });
});
