import { accountId } from '../../../core/model/ids.ts';
import type { Random } from '../../../core/random.ts';
import type { FaultRule } from '../../../server/simulators/port.ts';
import { createUpstoxSimulator } from '../../../server/simulators/upstox/simulator.ts';
import type { Pace } from '../../../server/venues/own-orders/pace.ts';
import { upstoxVenue } from '../../../server/venues/upstox/index.ts';
import { usualPace } from '../../../server/venues/upstox/pace.ts';
import { UpstoxVenue } from '../../../server/venues/upstox/venue.ts';
import { checkUpstox } from './check-upstox.ts';
import type { SoakedVenue } from './kind.ts';
import { trade } from './trade.ts';
import { hurried, usualFaults } from './usual-faults.ts';

const SPEED = 10;

const pace: Pace = { ...hurried(usualPace), silence: 6_000 };

const traders = { account: accountId('7SIM01'), others: accountId('7SIM02') };

const faults = (random: Random): FaultRule[] =>
  usualFaults(random, {
    calls: '/v*',
    asked: ['/v3/order/*', '/v2/order/*', '/v2/portfolio/*', '/v2/user/*', '/v3/feed/*', '/v2/feed/*'],
    statuses: [401, 403, 408, 429, 500, 502, 503],
    told: ['order', 'position'],
    market: 'live_feed',
  });

export const upstox: SoakedVenue = {
  name: 'upstox',
  symbology: 'upstox',
  roots: ['INFY'],
  session: 'nse',
  speed: SPEED,
  simulate: createUpstoxSimulator,
  open: (options, address) =>
    new UpstoxVenue(
      {
        ...options,
        settings: upstoxVenue.settings.parse({
          rest: address,
          orders: address,
          instruments: [`${address}/market-quote/instruments/exchange/NSE.json.gz`],
        }),
        credentials: { clientId: 'simulator', clientSecret: 'simulator-secret' },
      },
      pace,
    ),
  faults,
  trade: (world, console, random) => trade(world, console, random, traders),
  check: checkUpstox,
};
