import { accountId } from '../../core/model/ids.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import { createTtSimulator } from '../../server/simulators/tt/simulator.ts';
import { ttVenue } from '../../server/venues/tt/index.ts';
import { opened } from './remote.ts';
import { venueConformance } from './venue.ts';

venueConformance(
  'TT over its simulator',
  opened(
    {
      kind: ttVenue,
      root: 'ZN',
      account: accountId('1001'),
      others: { resting: accountId('1002'), taking: accountId('1002') },
      still: 2_300,
      simulate: createTtSimulator,
      settings: (address) => ({
        address,
        path: 'ext_prod_sim',
        plan: 'high',
        fillsEverySeconds: 1,
        ordersEverySeconds: 1,
      }),
    },
    () => priceFromDecimal('110.265625'),
  ),
  { concurrent: true },
);
