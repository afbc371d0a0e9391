import { accountId } from '../../core/model/ids.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import { createProjectxSimulator } from '../../server/simulators/projectx/simulator.ts';
import { projectxVenue } from '../../server/venues/projectx/index.ts';
import { opened } from './remote.ts';
import { venueConformance } from './venue.ts';

venueConformance(
  'ProjectX over its simulator',
  opened(
    {
      kind: projectxVenue,
      root: 'MES',
      account: accountId('10001'),
      others: { resting: accountId('10002'), taking: accountId('10003') },
      still: 900,
      simulate: createProjectxSimulator,
      settings: (address) => ({
        rest: address,
        userHub: `${address}/hubs/user`,
        marketHub: `${address}/hubs/market`,
      }),
    },
    () => priceFromDecimal('6000'),
  ),
  {
    concurrent: true,
    cannot: { 'own orders in the depth': 'tells quotes without sizes' },
  },
);
