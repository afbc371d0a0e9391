import type { Random } from '../../../core/random.ts';
import type { Fault, FaultRule } from '../../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../../server/simulators/projectx/simulator.ts';
import { usualPace } from '../../../server/venues/projectx/pace.ts';
import { ProjectxVenue } from '../../../server/venues/projectx/venue.ts';
import { checkProjectx } from './check-projectx.ts';
import type { SoakedVenue } from './kind.ts';
import { trade } from './trade.ts';

const SPEED = 10;

/** Milliseconds of the machine: what a gateway is given in seconds, a simulator on a hurried clock is given in tenths. */
const pace = {
  ...usualPace,
  look: { first: 25, longest: 500 },
  patience: { looks: 3, milliseconds: 10_000 },
  compare: { busy: 1_000, idle: 3_000 },
  grace: 300,
};

/** A gateway that refuses a login is not asked again, so that is no fault to be outlived. */
const asked = ['/api/Order/*', '/api/Trade/*', '/api/Position/*', '/api/Account/*'];
const statuses = [401, 403, 408, 429, 500, 502, 503] as const;

function faults(random: Random): FaultRule[] {
  const share = (most: number) => most * random.uniform();
  const call = (fault: Fault, most: number): FaultRule => ({ at: '/api/*', fault, share: share(most) });
  const told = (fault: Fault, most: number): FaultRule => ({ at: 'GatewayUser*', fault, share: share(most) });
  const market = (fault: Fault, most: number): FaultRule => ({ at: 'Gateway*', fault, share: share(most) });
  return [
    call({ kind: 'latency', milliseconds: 1, jitter: 60 }, 0.3),
    call({ kind: 'clock_skew', milliseconds: random.integer(-20_000, 20_000) }, 0.05),
    ...asked.flatMap((at) => [
      { at, fault: { kind: 'status', status: random.pick(statuses) }, share: share(0.1) } as const,
      { at, fault: { kind: 'refused' }, share: share(0.05) } as const,
      { at, fault: { kind: 'token_lapsed' }, share: share(0.02) } as const,
    ]),
    { at: '/api/Order/place', fault: { kind: 'refused', code: random.pick([6, 7]) }, share: share(0.05) },
    call({ kind: 'status', status: 429, retryAfter: 1 }, 0.01),
    call({ kind: 'answer_lost' }, 0.1),
    call({ kind: 'request_lost' }, 0.1),
    call({ kind: 'malformed' }, 0.1),
    told({ kind: 'latency', milliseconds: 1, jitter: 200 }, 0.2),
    told({ kind: 'malformed' }, 0.1),
    told({ kind: 'duplicated' }, 0.1),
    told({ kind: 'missing' }, 0.1),
    told({ kind: 'reordered' }, 0.1),
    told({ kind: 'deaf', milliseconds: random.integer(100, 3_000) }, 0.005),
    told({ kind: 'cut' }, 0.005),
    told({ kind: 'half_open' }, 0.002),
    market({ kind: 'malformed' }, 0.01),
    market({ kind: 'missing' }, 0.01),
    market({ kind: 'cut' }, 0.0005),
  ];
}

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
