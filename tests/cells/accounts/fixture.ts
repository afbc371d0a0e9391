import type { AccountId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { type Quantity, signedQuantity } from '../../../core/model/quantity.ts';
import { HOUR, instant, SECOND } from '../../../core/model/time.ts';
import type { VenueState } from '../../../core/venue/state.ts';
import { now } from '../live-topics.ts';

const demo = 'demo' as AccountId;
const other = 'A-2' as AccountId;

/** An account with two positions, one of which is not what we hold, and one that is barred and was not asked for a while. */
export const morningVenue: VenueState = {
  accounts: [
    {
      account: {
        id: demo,
        name: 'PRACTICE-50K',
        currency: 'USD',
        balance: moneyFromDecimal('50125.5'),
        canTrade: true,
        simulated: true,
      },
      positions: [
        {
          account: demo,
          instrument: 'ZNZ6',
          quantity: signedQuantity(23),
          average: '110.2200521',
          unrealized: moneyFromDecimal('1046.88'),
          realized: moneyFromDecimal('-12.5'),
        },
        { account: demo, instrument: 'ESZ6', quantity: signedQuantity(-2), average: '6012.25' },
      ],
      otherOrders: [],
      asOf: { account: instant(now - 12 * SECOND), positions: instant(now - 4 * SECOND) },
    },
    {
      account: { id: other, name: 'FUNDED-2', currency: 'USD', canTrade: false, simulated: false },
      positions: [],
      otherOrders: [],
      asOf: { account: instant(now - HOUR), positions: instant(now - HOUR) },
    },
  ],
  drifts: [
    {
      account: demo,
      instrument: 'ZNZ6',
      ours: signedQuantity(24),
      venue: signedQuantity(23),
      since: instant(now - 90 * SECOND),
      explainedBy: [
        {
          executionId: 'E-4711' as ExecutionId,
          venueOrderId: 'V-88' as VenueOrderId,
          account: demo,
          instrument: 'ZNZ6',
          side: 'sell',
          quantity: 1 as Quantity,
          price: priceFromDecimal('110.265625'),
          liquidity: 'taker',
          tsEvent: instant(now - 120 * SECOND),
          missing: 'here',
        },
      ],
    },
  ],
};
