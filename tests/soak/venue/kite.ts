import { accountId } from '../../../core/model/ids.ts';
import type { Random } from '../../../core/random.ts';
import { createKiteSimulator } from '../../../server/simulators/kite/simulator.ts';
import type { Fault, FaultRule } from '../../../server/simulators/port.ts';
import { kiteVenue } from '../../../server/venues/kite/index.ts';
import { usualPace } from '../../../server/venues/kite/pace.ts';
import { KiteVenue } from '../../../server/venues/kite/venue.ts';
import { account, checkKite, loggedIn } from './check-kite.ts';
import type { SoakedVenue } from './kind.ts';
import { type Traders, trade } from './trade.ts';
import type { World } from './world.ts';

const SPEED = 10;

/** Milliseconds of the machine: what Kite is given in seconds, a simulator on a hurried clock is given in tenths. */
const pace = {
  ...usualPace,
  look: { first: 25, longest: 500 },
  patience: { looks: 3, milliseconds: 10_000 },
  compare: { busy: 1_000, idle: 3_000 },
  grace: 300,
  silence: 3_000,
};

/** A login that is refused is not tried again, so that is no fault to be outlived. */
const asked = ['/orders*', '/trades', '/portfolio/*', '/user/*', '/instruments/*'];
const statuses = [403, 408, 429, 500, 502, 503] as const;

function faults(random: Random): FaultRule[] {
  const share = (most: number) => most * random.uniform();
  const call = (fault: Fault, most: number): FaultRule => ({ at: '/*', fault, share: share(most) });
  const told = (fault: Fault, most: number): FaultRule => ({ at: 'order', fault, share: share(most) });
  const ticks = (fault: Fault, most: number): FaultRule => ({ at: 'ticks', fault, share: share(most) });
  return [
    call({ kind: 'latency', milliseconds: 1, jitter: 60 }, 0.3),
    call({ kind: 'clock_skew', milliseconds: random.integer(-20_000, 20_000) }, 0.05),
    ...asked.flatMap((at) => [
      { at, fault: { kind: 'status', status: random.pick(statuses) }, share: share(0.1) } as const,
      { at, fault: { kind: 'refused' }, share: share(0.05) } as const,
      { at, fault: { kind: 'token_lapsed' }, share: share(0.02) } as const,
      { at, fault: { kind: 'malformed' }, share: share(0.1) } as const,
    ]),
    call({ kind: 'status', status: 429, retryAfter: 1 }, 0.01),
    call({ kind: 'answer_lost' }, 0.1),
    call({ kind: 'request_lost' }, 0.1),
    told({ kind: 'latency', milliseconds: 1, jitter: 200 }, 0.2),
    told({ kind: 'malformed' }, 0.1),
    told({ kind: 'duplicated' }, 0.1),
    told({ kind: 'missing' }, 0.1),
    told({ kind: 'reordered' }, 0.1),
    told({ kind: 'deaf', milliseconds: random.integer(100, 3_000) }, 0.005),
    told({ kind: 'cut' }, 0.005),
    told({ kind: 'half_open' }, 0.002),
    ticks({ kind: 'malformed' }, 0.02),
    ticks({ kind: 'missing' }, 0.01),
    ticks({ kind: 'cut' }, 0.0005),
  ];
}

/** Another program of the same user, which may be refused or lost like any other. */
async function byAnother({ simulator: { address } }: World, random: Random): Promise<void> {
  const headers = { authorization: await loggedIn(address), 'x-kite-version': '3' };
  const order = {
    exchange: 'NSE',
    tradingsymbol: 'INFY',
    transaction_type: random.pick(['BUY', 'SELL']),
    quantity: String(random.integer(1, 3)),
    product: 'MIS',
    order_type: 'MARKET',
    validity: 'IOC',
    market_protection: '-1',
  };
  await fetch(`${address}/orders/regular`, { method: 'POST', headers, body: new URLSearchParams(order) });
}

const traders: Traders = {
  account,
  others: accountId('SIM002'),
  elsewhere: (world, random) => void byAnother(world, random).catch(() => undefined),
};

export const kite: SoakedVenue = {
  name: 'kite',
  symbology: 'kite',
  roots: ['INFY'],
  session: 'nse',
  speed: SPEED,
  simulate: createKiteSimulator,
  open: (options, address) =>
    new KiteVenue(
      {
        ...options,
        settings: kiteVenue.settings.parse({
          rest: address,
          ticker: address.replace('http', 'ws'),
          login: `${address}/connect/login`,
        }),
        credentials: { appKey: 'simulator', appSecret: 'simulator-secret' },
      },
      pace,
    ),
  faults,
  trade: (world, console, random) => trade(world, console, random, traders),
  check: checkKite,
};
