import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../../../config/load.ts';
import { machineClock } from '../../../../core/clock.ts';
import { type AccountId, accountId, type ClientOrderId } from '../../../../core/model/ids.ts';
import type { OrderEvent, OrderIntent } from '../../../../core/model/order.ts';
import { priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { DeskInstruments } from '../../../../server/desk/instruments.ts';
import type { FaultRule, Simulator } from '../../../../server/simulators/port.ts';
import { createUpstoxSimulator } from '../../../../server/simulators/upstox/simulator.ts';
import { tracer } from '../../../../server/trace/tracer.ts';
import { venueInstruments } from '../../../../server/venues/instruments.ts';
import type { Pace } from '../../../../server/venues/own-orders/pace.ts';
import { upstoxVenue } from '../../../../server/venues/upstox/index.ts';
import { usualPace } from '../../../../server/venues/upstox/pace.ts';
import { UpstoxVenue } from '../../../../server/venues/upstox/venue.ts';

export const account: AccountId = accountId('7SIM01');
export const stranger: AccountId = accountId('7SIM02');

/** Nothing is waited for longer than a test has time. */
export const quick: Pace = {
  ...usualPace,
  look: { first: 20, longest: 300 },
  patience: { looks: 4, milliseconds: 2_000 },
  compare: { busy: 300, idle: 1_000 },
  grace: 200,
  quiet: 1_000,
  silence: 900,
};

export interface Opened {
  readonly venue: UpstoxVenue;
  readonly simulator: Simulator;
  readonly instruments: DeskInstruments;
  readonly folder: string;
  readonly events: VenueEvent[];
  readonly warnings: string[];
  /** The same client once more, as after a restart. */
  again(): UpstoxVenue;
  place(id: string, more?: Partial<OrderIntent>): ClientOrderId;
  ordersOf(id: string): OrderEvent[];
  faults(rules: readonly FaultRule[]): void;
}

const ends: (() => Promise<unknown>)[] = [];

/** Ends what was opened; for `afterEach`. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

export interface Options {
  readonly environment?: string;
  readonly quiet?: boolean;
  readonly pace?: Partial<Pace>;
}

/** A client over a simulator, not connected yet. */
export async function opened({ environment = 'simulator', quiet = true, pace }: Options = {}): Promise<Opened> {
  const config = await loadConfig(path.resolve(import.meta.dirname, '../../../../config'));
  const now = machineClock.now();
  const instruments = DeskInstruments.ofRoots(config.instruments, ['NIFTY', 'INFY'], now, config.calendars);
  const { traded, registry } = instruments;
  const simulator = await createUpstoxSimulator({ port: 0, instruments: traded, registry, seed: 'client', quiet });
  ends.push(() => simulator.close());
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-upstox-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  const { address } = simulator;
  const warnings: string[] = [];
  const again = (): UpstoxVenue => {
    const made = new UpstoxVenue(
      {
        name: 'upstox',
        environment,
        settings: upstoxVenue.settings.parse({
          rest: address,
          orders: address,
          instruments: [`${address}/market-quote/instruments/exchange/NSE.json.gz`],
        }),
        credentials: { clientId: 'simulator', clientSecret: 'simulator-secret' },
        instruments: venueInstruments(instruments, 'upstox'),
        tag: 'db1',
        folder,
        clock: machineClock,
        random: () => 0.5,
        tracer,
        log: { info() {}, warn: (text) => void warnings.push(text), error: (text) => void warnings.push(text) },
      },
      { ...quick, ...pace },
    );
    ends.push(() => made.disconnect());
    return made;
  };
  const venue = again();
  const events: VenueEvent[] = [];
  venue.onEvents((batch) => events.push(...batch));
  return {
    venue,
    simulator,
    instruments,
    folder,
    events,
    warnings,
    again,
    place(id, more = {}) {
      const clientOrderId = id as ClientOrderId;
      venue.place({
        clientOrderId,
        instrument: 'INFY',
        account,
        strategy: 'manual',
        side: 'buy',
        type: 'limit',
        quantity: quantity(5),
        price: priceFromDecimal('1500'),
        timeInForce: 'day',
        ...more,
      });
      return clientOrderId;
    },
    ordersOf: (id) =>
      events.flatMap((each) => (each.type === 'order' && each.event.clientOrderId === id ? [each.event] : [])),
    faults: (rules) => simulator.setFaults({ seed: 'faults', rules }),
  };
}

/** Resolves once it holds; throws what it says after ten seconds. */
export async function eventually<T>(look: () => T | undefined | false, what: string): Promise<T> {
  for (let turns = 0; turns < 1_000; turns++) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It never was so: ${what}.`);
}
