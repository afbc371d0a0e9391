import { describe, expect, onTestFinished, test } from 'vitest';
import { machineClock } from '../../../../core/clock.ts';
import type { AccountId } from '../../../../core/model/ids.ts';
import { addTicks } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import { instant } from '../../../../core/model/time.ts';
import type { VenueFill, VenuePosition } from '../../../../core/venue/books.ts';
import type { FaultPlan, Simulator } from '../../../../server/simulators/port.ts';
import { createTtSimulator } from '../../../../server/simulators/tt/simulator.ts';
import { instruments, openAt, until } from './wire.ts';

async function simulator(faults?: FaultPlan): Promise<Simulator> {
  const simulated = await createTtSimulator({
    port: 0,
    instruments: instruments.traded,
    registry: instruments.registry,
    seed: 'tt',
    traders: false,
    ...(faults === undefined ? {} : { faults }),
  });
  onTestFinished(() => simulated.close());
  return simulated;
}

/** Orders of another program: some trade at once, one rests, one is sent in slices. */
async function trade({ exchange, address }: Simulator, rounds: number): Promise<void> {
  const [account] = exchange.accounts;
  for (let round = 0; round < rounds; round++) {
    for (const instrument of exchange.instruments) {
      exchange.place({
        account: account!.id,
        instrument: instrument.id,
        side: round % 3 === 2 ? 'sell' : 'buy',
        type: 'market',
        timeInForce: 'ioc',
        quantity: quantity(1 + (round % 4)),
      });
    }
  }
  const [first] = exchange.instruments;
  const bid = exchange.depth(first!.id)?.bids[0]?.price;
  exchange.place({
    account: account!.id,
    instrument: first!.id,
    side: 'buy',
    type: 'limit',
    timeInForce: 'day',
    quantity: quantity(3),
    price: addTicks(bid!, -20, first!.tick),
  });
  const sliced = { account: account!.id, instrument: first!.id, side: 'sell', type: 'market', quantity: 6, slices: 3 };
  const answer = await fetch(`${address}/simulator/orders`, {
    method: 'POST',
    body: JSON.stringify(sliced),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(201);
}

const since = instant(machineClock.now() - 3_600_000_000);
const content = ({
  account,
  instrument,
  side,
  quantity: contracts,
  price,
}: Pick<VenueFill, 'account' | 'instrument' | 'side' | 'quantity' | 'price'>) =>
  `${account} ${instrument} ${side} ${contracts}@${price}`;
const fillsOf = ({ exchange }: Simulator, account: AccountId): string[] => exchange.trades(account).map(content).sort();

describe('over the simulator', () => {
  test('books are those of the exchange behind it, without what algorithms repeat', async () => {
    const simulated = await simulator();
    await trade(simulated, 10);
    const { venue, events, warnings } = openAt(simulated.address);
    await venue.connect();
    expect(venue.accounts).toEqual(simulated.exchange.accounts.map(({ id }) => id));
    const [account] = venue.accounts;
    const fills = await venue.books.fills(account!, since);
    expect(fills.map(content).sort()).toEqual(fillsOf(simulated, account!));
    expect(new Set(fills.map(({ executionId }) => executionId)).size).toBe(fills.length);

    const held = simulated.exchange.positions(account!);
    const positions = await venue.books.positions(account!);
    const numbers = ({ instrument, quantity: contracts, startOfDay }: VenuePosition) => [
      instrument,
      contracts,
      startOfDay,
    ];
    expect(positions.map(numbers)).toEqual(
      held.map(({ instrument, quantity: contracts, day }) => [instrument, contracts, day.start]),
    );
    for (const [index, { realized }] of positions.entries())
      expect(Math.abs((realized ?? 0) - held[index]!.day.realized)).toBeLessThan(1_000);

    const [resting, ...others] = await venue.books.orders(account!, since);
    expect(others).toEqual([]);
    expect(resting).toMatchObject({
      account,
      instrument: 'ZNZ6',
      side: 'buy',
      type: 'limit',
      timeInForce: 'day',
      status: 'working',
      terms: { quantity: 3 },
    });

    const found = await venue.contracts?.search('ZT');
    expect(found?.[0]).toMatchObject({
      instrument: 'ZTZ6',
      name: 'ZT Dec26',
      about: '2-Year T-Note',
      tickValue: 7_812_500,
    });
    expect(events.filter(({ type }) => type === 'malformed')).toEqual([]);
    expect(warnings).toEqual([]);
    const { caches, services, state } = venue.health();
    expect(state).toBe('connected');
    expect(services.map(({ name, breaker, failures }) => [name, breaker, failures])).toEqual(
      services.map(({ name }) => [name, 'closed', 0]),
    );
    expect(caches.find(({ name }) => name === 'instruments')?.misses).toBe(2);
  });

  test('each execution is told once while it trades, though much goes wrong', async () => {
    const simulated = await simulator();
    const { venue, events } = openAt(simulated.address, {
      fillsEverySeconds: 1,
      ordersEverySeconds: 2,
      positionsEverySeconds: 2,
      limits: { perSecond: 24, perDay: 10_000_000 },
    });
    await venue.connect();
    const [account] = venue.accounts;
    const share = 0.06;
    simulated.setFaults({
      seed: 'much',
      rules: [
        { at: '/ttledger/*', fault: { kind: 'malformed' }, share: 0.3 },
        { at: '/ttledger/*', fault: { kind: 'status', status: 408 }, share },
        { fault: { kind: 'status', status: 429 }, share },
        { fault: { kind: 'status', status: 500 }, share },
        { fault: { kind: 'request_lost' }, share: 0.03 },
        { fault: { kind: 'answer_lost' }, share: 0.03 },
        { fault: { kind: 'refused' }, share: 0.03 },
        { fault: { kind: 'token_lapsed' }, share: 0.05 },
        { fault: { kind: 'latency', milliseconds: 5, jitter: 10 }, share: 0.3 },
      ],
    });
    for (let round = 0; round < 4; round++) {
      await trade(simulated, 3);
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    const wrong = Object.values(simulated.faults()).reduce((sum, count) => sum + count, 0);
    expect(wrong).toBeGreaterThan(3);
    simulated.setFaults({ seed: 'none', rules: [] });
    const told = () => events.flatMap((event) => (event.type === 'other_fill' ? [event.fill] : []));
    await until(() => told().length >= simulated.exchange.trades(account!).length);
    expect(told().map(content).sort()).toEqual(fillsOf(simulated, account!));
    const booked = await venue.books.fills(account!, since);
    expect(booked.map(({ executionId }) => executionId).sort()).toEqual(
      told()
        .map(({ executionId }) => executionId)
        .sort(),
    );
    const last = new Map(
      events.flatMap((event) =>
        event.type === 'position' ? [[event.position.instrument, event.position.quantity] as const] : [],
      ),
    );
    await until(() => venue.health().state === 'connected');
    const held = simulated.exchange
      .positions(account!)
      .map(({ instrument, quantity: contracts }) => [instrument, contracts]);
    expect(
      (await venue.books.positions(account!)).map(({ instrument, quantity: contracts }) => [instrument, contracts]),
    ).toEqual(held);
    expect(last.size).toBe(held.length);
  });
});
