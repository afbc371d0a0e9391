import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, vi } from 'vitest';
import { loadConfig } from '../../../../config/load.ts';
import { type Clock, machineClock } from '../../../../core/clock.ts';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderIntent } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { DAY, HOUR, type Instant, instant, MILLISECOND, type TradeDate } from '../../../../core/model/time.ts';
import { applyOrderEvent } from '../../../../core/orders/apply.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { DeskInstruments } from '../../../../server/desk/instruments.ts';
import { projectRoot } from '../../../../server/paths.ts';
import type { FaultPlan, FaultRule, Simulator } from '../../../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../../../server/simulators/projectx/simulator.ts';
import { tracer } from '../../../../server/trace/tracer.ts';
import { venueInstruments } from '../../../../server/venues/instruments.ts';
import type { Pace } from '../../../../server/venues/own-orders/pace.ts';
import { usualPace } from '../../../../server/venues/projectx/pace.ts';
import { ProjectxVenue } from '../../../../server/venues/projectx/venue.ts';

const opened: Opened[] = [];

/** Everything a hundred times as fast. */
export const hurried: Pace = {
  look: { first: 20, longest: 50 },
  patience: { looks: 3, milliseconds: 200 },
  compare: { busy: 200, idle: 1_000 },
  grace: 100,
  quiet: 60_000,
  silence: 30_000,
  streams: 5_000,
};

export const account = '10001' as AccountId;

/** A client of a simulator, both by the same clock, in an hour of a business day. */
export class Opened {
  readonly simulator: Simulator;
  readonly venue: ProjectxVenue;
  readonly clock: Clock;
  readonly events: VenueEvent[] = [];
  readonly orders = new Map<ClientOrderId, Order>();
  readonly problems: string[] = [];
  readonly log: string[];
  #sent = 0;

  constructor(simulator: Simulator, venue: ProjectxVenue, clock: Clock, log: string[]) {
    this.simulator = simulator;
    this.venue = venue;
    this.clock = clock;
    this.log = log;
    venue.onEvents((events) => {
      this.events.push(...events);
      for (const event of events) if (event.type === 'order') this.take(event.event);
    });
    opened.push(this);
  }

  take(event: OrderEvent): void {
    const { order, problem } = applyOrderEvent(this.orders.get(event.clientOrderId), event);
    if (problem) this.problems.push(problem.message);
    if (order) this.orders.set(event.clientOrderId, order);
  }

  intend(more: Partial<OrderIntent> = {}): OrderIntent {
    this.#sent += 1;
    const intent: OrderIntent = {
      clientOrderId: `T${this.#sent}` as ClientOrderId,
      instrument: this.instrument,
      account,
      strategy: 'manual',
      side: 'buy',
      type: 'market',
      quantity: 1 as Quantity,
      timeInForce: 'day',
      ...more,
    };
    const now = this.clock.now();
    const { clientOrderId } = intent;
    this.take({ type: 'intended', intent, clientOrderId, tsEvent: now, tsInit: now });
    return intent;
  }

  place(more: Partial<OrderIntent> = {}): ClientOrderId {
    const intent = this.intend(more);
    this.venue.place(intent);
    return intent.clientOrderId;
  }

  order(id: ClientOrderId): Order {
    const order = this.orders.get(id);
    if (order === undefined) throw new Error(`There is no order ${id}.`);
    return order;
  }

  /** What happened to an order so far, by type. */
  told(id: ClientOrderId): string[] {
    return this.events.flatMap((each) =>
      each.type === 'order' && each.event.clientOrderId === id ? [each.event.type] : [],
    );
  }

  async until(check: () => unknown, timeout = 30_000): Promise<void> {
    await vi.waitFor(
      () => {
        if (!check()) throw new Error('not yet');
      },
      { timeout, interval: 10 },
    );
  }

  fault(...rules: readonly FaultRule[]): void {
    this.simulator.setFaults({ seed: 'faults', rules });
  }

  get instrument(): string {
    return this.simulator.exchange.instruments[0]!.id;
  }

  /** A price so many ticks from the best bid. */
  fromBid(ticks: number): Price {
    const { bids } = this.simulator.exchange.depth(this.instrument)!;
    return (bids[0]!.price + ticks * this.simulator.exchange.instruments[0]!.tick) as Price;
  }
}

/** An hour of the next business day: the market is open then, whenever the test runs. */
function openHour(isBusinessDay: (date: TradeDate) => boolean): Instant {
  for (let day = Math.floor(machineClock.now() / DAY) + 1; ; day += 1) {
    const date = new Date((day * DAY) / MILLISECOND).toISOString().slice(0, 10) as TradeDate;
    if (isBusinessDay(date)) return instant(day * DAY + 15 * HOUR);
  }
}

export interface OpenOptions {
  readonly pace?: Partial<Pace>;
  readonly faults?: FaultPlan;
  readonly tokenLife?: number;
  readonly connect?: false;
  readonly roots?: readonly string[];
  readonly apiKey?: string;
}

export async function open(options: OpenOptions = {}): Promise<Opened> {
  const config = await loadConfig(`${projectRoot}/config`);
  const begin = openHour((date) => config.calendars.cme.isBusinessDay(date));
  const before = machineClock.now();
  const clock: Clock = { now: () => instant(begin + machineClock.now() - before) };
  const { roots = ['ES', 'NQ'], tokenLife, faults } = options;
  const instruments = DeskInstruments.ofRoots(config.instruments, roots, begin, config.calendars);
  const { traded, registry } = instruments;
  const simulator = await createProjectxSimulator({
    port: 0,
    instruments: traded,
    registry,
    seed: 'test',
    clock,
    ...(tokenLife === undefined ? {} : { tokenLife }),
    ...(faults === undefined ? {} : { faults }),
  });
  const log: string[] = [];
  const note = (line: string): void => void log.push(line);
  const { address } = simulator;
  const venue = new ProjectxVenue(
    {
      name: 'projectx',
      environment: 'simulator',
      settings: {
        rest: address,
        userHub: `${address}/hubs/user`,
        marketHub: `${address}/hubs/market`,
        liveData: false,
      },
      credentials: { userName: 'simulator', apiKey: options.apiKey ?? 'simulator-secret' },
      instruments: venueInstruments(instruments, 'projectx'),
      tag: 'dbtest',
      folder: mkdtempSync(path.join(tmpdir(), 'deskbook-projectx-')),
      clock,
      random: Math.random,
      tracer,
      log: { info: note, warn: note, error: note },
    },
    { ...usualPace, ...hurried, ...options.pace },
  );
  const one = new Opened(simulator, venue, clock, log);
  if (options.connect !== false) await venue.connect();
  return one;
}

afterEach(async () => {
  for (const { simulator, venue } of opened.splice(0)) {
    await venue.disconnect();
    await simulator.close();
  }
});
