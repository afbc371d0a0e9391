import type { Random } from '../../../core/random.ts';
import type { FaultRule } from '../../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../../server/simulators/projectx/simulator.ts';
import { usualPace } from '../../../server/venues/projectx/pace.ts';
import { ProjectxVenue } from '../../../server/venues/projectx/venue.ts';
import { checkProjectx } from './check-projectx.ts';
import type { SoakedVenue } from './kind.ts';
import { trade } from './trade.ts';
import { hurried, usualFaults } from './usual-faults.ts';

const SPEED = 10;

const pace = hurried(usualPace);

/** A gateway that refuses a login is not asked again, so that is no fault to be outlived. */
const faults = (random: Random): FaultRule[] => [
  ...usualFaults(random, {
    calls: '/api/*',
    asked: ['/api/Order/*', '/api/Trade/*', '/api/Position/*', '/api/Account/*'],
    statuses: [401, 403, 408, 429, 500, 502, 503],
    told: ['GatewayUser*'],
    market: 'Gateway*',
  }),
  { at: '/api/Order/place', fault: { kind: 'refused', code: random.pick([6, 7]) }, share: 0.05 * random.uniform() },
];

export const projectx: SoakedVenue = {
  name: 'projectx',
  symbology: 'projectx',
  roots: ['ES'],
  speed: SPEED,
  simulate: createProjectxSimulator,
  open: (options, address) =>
    new ProjectxVenue(
      {
        ...options,
        settings: {
          rest: address,
          userHub: `${address}/hubs/user`,
          marketHub: `${address}/hubs/market`,
          liveData: false,
        },
        credentials: { userName: 'simulator', apiKey: 'simulator-secret' },
      },
      pace,
    ),
  faults,
  trade: (world, console, random) => trade(world, console, random),
  check: checkProjectx,
};
