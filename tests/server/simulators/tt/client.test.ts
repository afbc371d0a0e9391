import { describe, expect, it, onTestFinished } from 'vitest';
import { machineClock } from '../../../../core/clock.ts';
import { accountId } from '../../../../core/model/ids.ts';
import type { Price } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { createTracer } from '../../../../core/trace/tracer.ts';
import { DeskInstruments } from '../../../../server/desk/instruments.ts';
import type { FaultRule } from '../../../../server/simulators/port.ts';
import { createTtSimulator } from '../../../../server/simulators/tt/simulator.ts';
import { nodePlatform } from '../../../../server/trace/platform.ts';
import { venueInstruments } from '../../../../server/venues/instruments.ts';
import { ttVenue } from '../../../../server/venues/tt/index.ts';
import { temporaryFolder } from '../../journal/folder.ts';
import { registry } from '../exchange/instruments.ts';

const SMALL = accountId('1001');
const LARGE = accountId('1002');

async function open(tokenLife?: number) {
  const instruments = DeskInstruments.ofRoots(
    registry.definitions,
    ['ZN', 'ZT'],
    machineClock.now(),
    registry.calendars,
  );
  const simulator = await createTtSimulator({
    port: 0,
    registry,
    instruments: instruments.traded,
    seed: 'one',
    traders: false,
    ...(tokenLife === undefined ? {} : { tokenLife }),
  });
  onTestFinished(() => simulator.close());
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const venue = ttVenue.open({
    name: 'tt',
    environment: 'simulator',
    settings: ttVenue.settings.parse({ address: simulator.address, path: 'ext_prod_sim', plan: 'high' }),
    credentials: { appKey: 'simulator', appSecret: 'simulator-secret' },
    instruments: venueInstruments(instruments, 'tt'),
    tag: 'test',
    folder: temporaryFolder(),
    clock: machineClock,
    random: () => 0.5,
    tracer: createTracer(nodePlatform(), { put() {} }),
    log: { info: say, warn: say, error: say },
  });
  onTestFinished(() => venue.disconnect());
  return { simulator, venue, lines, traded: instruments.traded, exchange: simulator.exchange };
}

type Opened = Awaited<ReturnType<typeof open>>;

function trade({ exchange, traded }: Opened, count: number): void {
  for (let index = 0; index < count; index++) {
    const instrument = traded[index % traded.length]!;
    const touch = exchange.depth(instrument.id)!.bids[0]!.price;
    const side = index % 3 === 0 ? 'sell' : 'buy';
    const asked = {
      account: index % 2 === 0 ? SMALL : LARGE,
      instrument: instrument.id,
      side,
      quantity: quantity(1 + (index % 5)),
    } as const;
    if (index % 4 === 0)
      exchange.place({
        ...asked,
        type: 'limit',
        timeInForce: 'day',
        price: (touch - (side === 'buy' ? 6 : -9) * instrument.tick) as Price,
      });
    else exchange.place({ ...asked, type: 'market', timeInForce: 'ioc' });
  }
}

/** What the client reads of an account beside what the exchange has of it. */
async function compare({ venue, exchange }: Opened, account: typeof SMALL): Promise<void> {
  const fills = await venue.books.fills(account, 0 as Instant);
  const trades = exchange.trades(account);
  const plain = (each: { instrument: string; side: string; quantity: number; price: number; liquidity?: string }) => [
    each.instrument,
    each.side,
    each.quantity,
    each.price,
    each.liquidity,
  ];
  expect(fills.map(plain).sort()).toEqual(trades.map(plain).sort());
  expect(new Set(fills.map(({ executionId }) => executionId)).size).toBe(trades.length);
  const held = await venue.books.positions(account);
  const positions = held.map(({ instrument, quantity: net, startOfDay }) => [instrument, net, startOfDay]).sort();
  expect(positions).toEqual(
    exchange
      .positions(account)
      .map(({ instrument, quantity: net, day }) => [instrument, net, day.start])
      .sort(),
  );
  const working = (await venue.books.orders(account, machineClock.now())).filter(
    ({ status }) => status === 'working' || status === 'partially_filled',
  );
  const open = exchange.orders(account).filter(({ status }) => status === 'working' || status === 'partially_filled');
  expect(working.map(({ instrument, terms, type }) => [instrument, type, terms.quantity, terms.price]).sort()).toEqual(
    open.map(({ request, terms }) => [request.instrument, request.type, terms.quantity, terms.price]).sort(),
  );
}

describe('the client of TT', () => {
  it('reads of the simulator what the exchange has, to the fill', async () => {
    const opened = await open();
    const { venue, exchange, traded } = opened;
    trade(opened, 60);
    const request = {
      account: SMALL,
      instrument: traded[0]!.id,
      side: 'buy',
      type: 'market',
      timeInForce: 'ioc',
      quantity: quantity(9),
    } as const;
    expect(exchange.place(request).status).toBe('filled');
    await venue.connect();
    const accounts = await venue.books.accounts();
    expect(accounts.map(({ id, name }) => [id, name])).toEqual(exchange.accounts.map(({ id, name }) => [id, name]));
    for (const { id } of exchange.accounts) await compare(opened, id);
    expect(venue.health()).toMatchObject({ state: 'connected', malformed: 0, token: { state: 'valid' } });
  });

  it('counts the fills of an algorithm once', async () => {
    const opened = await open();
    const { simulator, venue, traded } = opened;
    const place = (body: object) =>
      fetch(`${simulator.address}/simulator/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: '1001', instrument: traded[0]!.id, side: 'buy', ...body }),
      });
    for (let count = 0; count < 5; count++) await place({ quantity: 7, slices: 3 });
    await venue.connect();
    await compare(opened, SMALL);
  });

  it('has more fills than an answer holds, and more than a window may have', async () => {
    const opened = await open();
    trade(opened, 2_200);
    await opened.venue.connect();
    await compare(opened, SMALL);
    await compare(opened, LARGE);
  });

  it('comes through calls that fail, are lost, cannot be read or find their token lapsed', async () => {
    const opened = await open();
    const { simulator, venue } = opened;
    trade(opened, 200);
    await venue.connect();
    const fault = (kind: FaultRule['fault'], share: number): FaultRule => ({ at: '/tt*', fault: kind, share });
    simulator.setFaults({
      seed: 'b',
      rules: [
        fault({ kind: 'latency', milliseconds: 1, jitter: 5 }, 0.2),
        fault({ kind: 'status', status: 503 }, 0.1),
        fault({ kind: 'status', status: 429, retryAfter: 0 }, 0.1),
        fault({ kind: 'redirected' }, 0.1),
        fault({ kind: 'answer_lost' }, 0.1),
        fault({ kind: 'request_lost' }, 0.05),
        { at: '/ttledger/*', fault: { kind: 'token_lapsed' }, share: 0.2 },
      ],
    });
    let read = 0;
    for (let tries = 0; tries < 12; tries++) {
      const fills = await venue.books.fills(SMALL, 0 as Instant).catch(() => undefined);
      if (fills === undefined) continue;
      read += 1;
      expect(fills.length).toBe(simulator.exchange.trades(SMALL).length);
    }
    expect(read).toBeGreaterThan(3);
    simulator.setFaults({ seed: 'c', rules: [] });
  });
});
