import { ManualClock } from '../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { OrderIntent } from '../../core/model/order.ts';
import { addTicks, priceFromDecimal } from '../../core/model/price.ts';
import { quantity, type Side } from '../../core/model/quantity.ts';
import { instant } from '../../core/model/time.ts';
import type { SelfTradePolicy } from '../../core/venue/paper/matching.ts';
import { paperVenue } from '../../core/venue/paper/venue.ts';
import { ZN } from '../core/venue/paper/instruments.ts';
import type { VenueUnderTest } from './under-test.ts';
import { venueConformance } from './venue.ts';

const middle = priceFromDecimal('110.265625');

const opened = (selfTrade: SelfTradePolicy) => async (): Promise<VenueUnderTest> => {
  const clock = new ManualClock(instant(1_795_000_000_000_000));
  const options = { clock, instruments: [ZN], seed: 'conformance', idPrefix: 'p', synthetic: 'none' as const };
  const venue = paperVenue({ ...options, selfTrade });
  let sent = 0;
  const send = async (
    side: Side,
    contracts: number,
    ticks: number,
    timeInForce: OrderIntent['timeInForce'],
  ): Promise<void> => {
    const clientOrderId = `other-${++sent}` as ClientOrderId;
    const who = { clientOrderId, instrument: ZN.id, account: `OTHER-${timeInForce}` as AccountId, strategy: 'manual' };
    const price = addTicks(middle, ticks, ZN.tick);
    venue.place({ ...who, side, type: 'limit', quantity: quantity(contracts), price, timeInForce });
    await settle();
  };
  const settle = async () => {
    clock.advance(1_000);
    venue.advance(clock.now());
  };
  return {
    venue,
    instrument: ZN.id,
    middle,
    tick: ZN.tick,
    settle,
    others: {
      rest: (side, contracts, ticks) => send(side, contracts, ticks, 'day'),
      take: (side, contracts, ticks) => send(side, contracts, ticks, 'ioc'),
    },
  };
};

for (const policy of ['cancel_newest', 'cancel_oldest', 'cancel_both', 'off'] as const) {
  venueConformance(`paper (${policy})`, opened(policy));
}
