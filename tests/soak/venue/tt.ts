import { quantity } from '../../../core/model/quantity.ts';
import type { Random } from '../../../core/random.ts';
import type { Fault, FaultRule } from '../../../server/simulators/port.ts';
import { createTtSimulator } from '../../../server/simulators/tt/simulator.ts';
import { ttVenue } from '../../../server/venues/tt/index.ts';
import { bookedFills, checkPositions, checkSame, contentOf, tradesOf } from './check-fills.ts';
import type { SoakedVenue } from './kind.ts';
import type { World } from './world.ts';

const SPEED = 10;
const statuses = [401, 403, 408, 429, 500, 502, 503] as const;
/** A key that is refused is not tried again, so that is no fault to be outlived. */
const asked = ['/ttledger/*', '/ttmonitor/*', '/ttpds/*', '/ttaccount/*'];

function faults(random: Random): FaultRule[] {
  const share = (most: number) => most * random.uniform();
  const call = (fault: Fault, most: number): FaultRule => ({ at: '/tt*', fault, share: share(most) });
  return [
    call({ kind: 'latency', milliseconds: 1, jitter: 60 }, 0.5),
    call({ kind: 'clock_skew', milliseconds: random.integer(-20_000, 20_000) }, 0.05),
    ...asked.flatMap((at) => [
      { at, fault: { kind: 'status', status: random.pick(statuses) }, share: share(0.2) } as const,
      { at, fault: { kind: 'refused' }, share: share(0.1) } as const,
      { at, fault: { kind: 'token_lapsed' }, share: share(0.1) } as const,
      { at, fault: { kind: 'malformed' }, share: share(0.3) } as const,
    ]),
    call({ kind: 'status', status: 429, retryAfter: 1 }, 0.02),
    call({ kind: 'answer_lost' }, 0.1),
    call({ kind: 'request_lost' }, 0.1),
  ];
}

/** Other programs of the desk trade; some through an algorithm, of which the ledger tells each execution twice. */
async function trade({ simulator: { exchange, address }, counts }: World, random: Random): Promise<void> {
  const account = random.pick(exchange.accounts.filter(({ canTrade }) => canTrade)).id;
  const instrument = random.pick(exchange.instruments).id;
  const order = { account, instrument, side: random.pick(['buy', 'sell'] as const) };
  counts.orders += 1;
  if (random.chance(0.85)) {
    const contracts = quantity(random.integer(1, 5));
    exchange.place({ ...order, type: 'market', timeInForce: 'ioc', quantity: contracts });
    return;
  }
  await fetch(`${address}/simulator/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...order, type: 'market', quantity: 6, slices: 3 }),
  }).then((answer) => answer.text());
}

export const tt: SoakedVenue = {
  name: 'tt',
  symbology: 'tt',
  roots: ['ZN'],
  speed: SPEED,
  simulate: (options) => createTtSimulator({ ...options, traders: false }),
  open: (options, address) =>
    ttVenue.open({
      ...options,
      settings: ttVenue.settings.parse({
        address,
        path: 'ext_prod_sim',
        limits: { perSecond: 24, perDay: 10_000_000 },
        fillsEverySeconds: 1,
        ordersEverySeconds: 1,
        positionsEverySeconds: 1,
        accountsEverySeconds: 5,
      }),
      credentials: { appKey: 'simulator', appSecret: 'simulator-secret' },
    }),
  faults,
  trade: (world, _console, random) => trade(world, random),
  async check({ simulator: { exchange } }, console) {
    return [...checkSame(bookedFills(console), tradesOf(exchange), contentOf), ...checkPositions(console, exchange)];
  },
};
