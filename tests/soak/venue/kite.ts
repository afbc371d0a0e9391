import { accountId } from '../../../core/model/ids.ts';
import type { Random } from '../../../core/random.ts';
import { createKiteSimulator } from '../../../server/simulators/kite/simulator.ts';
import type { FaultRule } from '../../../server/simulators/port.ts';
import { kiteVenue } from '../../../server/venues/kite/index.ts';
import { usualPace } from '../../../server/venues/kite/pace.ts';
import { KiteVenue } from '../../../server/venues/kite/venue.ts';
import type { Pace } from '../../../server/venues/own-orders/pace.ts';
import { account, checkKite, loggedIn } from './check-kite.ts';
import type { SoakedVenue } from './kind.ts';
import { type Traders, trade } from './trade.ts';
import { hurried, usualFaults } from './usual-faults.ts';
import type { World } from './world.ts';

const SPEED = 10;

const pace: Pace = { ...hurried(usualPace), silence: 3_000 };

/** A login that is refused is not tried again, so that is no fault to be outlived. */
const asked = ['/orders*', '/trades', '/portfolio/*', '/user/*', '/instruments/*'];

const faults = (random: Random): FaultRule[] =>
  usualFaults(random, {
    calls: '/*',
    asked,
    statuses: [403, 408, 429, 500, 502, 503],
    unreadable: asked,
    told: ['order'],
    market: 'ticks',
  });

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
