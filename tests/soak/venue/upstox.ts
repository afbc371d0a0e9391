import { accountId } from '../../../core/model/ids.ts';
import type { Random } from '../../../core/random.ts';
import type { Fault, FaultRule } from '../../../server/simulators/port.ts';
import { createUpstoxSimulator } from '../../../server/simulators/upstox/simulator.ts';
import { upstoxVenue } from '../../../server/venues/upstox/index.ts';
import { usualPace } from '../../../server/venues/upstox/pace.ts';
import { UpstoxVenue } from '../../../server/venues/upstox/venue.ts';
import { checkUpstox } from './check-upstox.ts';
import type { SoakedVenue } from './kind.ts';
import { trade } from './trade.ts';

const SPEED = 10;

/** Milliseconds of the machine: what the venue is given in seconds, a simulator on a hurried clock is given in tenths. */
const pace = {
  ...usualPace,
  look: { first: 25, longest: 500 },
  patience: { looks: 3, milliseconds: 10_000 },
  compare: { busy: 1_000, idle: 3_000 },
  grace: 300,
  streamSilence: 6_000,
};

const traders = { account: accountId('7SIM01'), others: accountId('7SIM02') };

const asked = ['/v3/order/*', '/v2/order/*', '/v2/portfolio/*', '/v2/user/*', '/v3/feed/*', '/v2/feed/*'];
const statuses = [401, 403, 408, 429, 500, 502, 503] as const;

function faults(random: Random): FaultRule[] {
  const share = (most: number) => most * random.uniform();
  const call = (fault: Fault, most: number): FaultRule => ({ at: '/v*', fault, share: share(most) });
  const told = (fault: Fault, most: number): FaultRule[] =>
    ['order', 'position'].map((at) => ({ at, fault, share: share(most) }));
  const market = (fault: Fault, most: number): FaultRule => ({ at: 'live_feed', fault, share: share(most) });
  return [
    call({ kind: 'latency', milliseconds: 1, jitter: 60 }, 0.3),
    call({ kind: 'clock_skew', milliseconds: random.integer(-20_000, 20_000) }, 0.05),
    ...asked.flatMap((at) => [
      { at, fault: { kind: 'status', status: random.pick(statuses) }, share: share(0.1) } as const,
      { at, fault: { kind: 'refused' }, share: share(0.05) } as const,
      { at, fault: { kind: 'token_lapsed' }, share: share(0.02) } as const,
    ]),
    call({ kind: 'status', status: 429, retryAfter: 1 }, 0.01),
    call({ kind: 'answer_lost' }, 0.1),
    call({ kind: 'request_lost' }, 0.1),
    call({ kind: 'malformed' }, 0.1),
    ...told({ kind: 'latency', milliseconds: 1, jitter: 200 }, 0.2),
    ...told({ kind: 'malformed' }, 0.1),
    ...told({ kind: 'duplicated' }, 0.1),
    ...told({ kind: 'missing' }, 0.1),
    ...told({ kind: 'reordered' }, 0.1),
    ...told({ kind: 'deaf', milliseconds: random.integer(100, 3_000) }, 0.005),
    ...told({ kind: 'cut' }, 0.005),
    ...told({ kind: 'half_open' }, 0.002),
    market({ kind: 'malformed' }, 0.01),
    market({ kind: 'missing' }, 0.01),
    market({ kind: 'cut' }, 0.0005),
  ];
}

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
