import { accountId } from '../../core/model/ids.ts';
import { priceFromDecimal } from '../../core/model/price.ts';
import type { ExchangeTrade } from '../../server/simulators/port.ts';
import { createUpstoxSimulator } from '../../server/simulators/upstox/simulator.ts';
import { upstoxVenue } from '../../server/venues/upstox/index.ts';
import { dayOf } from '../../server/venues/upstox/parse/time.ts';
import { opened } from './remote.ts';
import { venueConformance } from './venue.ts';

/** Orders are named by their day and their number. */
const executionOf = ({ order, id, ts }: ExchangeTrade): string =>
  `${dayOf(ts).slice(2).replaceAll('-', '')}${order.slice(-9).padStart(9, '0')}-${id}`;

venueConformance(
  'Upstox over its simulator',
  opened(
    {
      kind: upstoxVenue,
      // a share, as it is traded one by one
      root: 'INFY',
      account: accountId('7SIM01'),
      others: { resting: accountId('7SIM02'), taking: accountId('7SIM03') },
      executionOf,
      still: 900,
      simulate: createUpstoxSimulator,
      settings: (address) => ({
        rest: address,
        orders: address,
        instruments: [`${address}/market-quote/instruments/exchange/NSE.json.gz`],
      }),
    },
    () => priceFromDecimal('1500'),
  ),
  { concurrent: true },
);
