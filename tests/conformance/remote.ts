import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../config/load.ts';
import { machineClock } from '../../core/clock.ts';
import { type AccountId, idSequence } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { addTicks, type Price } from '../../core/model/price.ts';
import { quantity, type Side } from '../../core/model/quantity.ts';
import { DeskInstruments } from '../../server/desk/instruments.ts';
import type { ExchangeTrade, SimulatedExchange, Simulator, SimulatorOptions } from '../../server/simulators/port.ts';
import { tracer } from '../../server/trace/tracer.ts';
import { venueInstruments } from '../../server/venues/instruments.ts';
import type { RemoteVenue, VenueKind } from '../../server/venues/port.ts';
import type { VenueUnderTest } from './under-test.ts';

const config = await loadConfig(path.resolve(import.meta.dirname, '../../config'));

/** How a client and the simulator of its venue are brought together. */
export interface RemoteCase<S> {
  readonly kind: VenueKind<S>;
  readonly root: string;
  /** The account of the suite, and those of somebody else, by the exchange's names. */
  readonly account: AccountId;
  readonly others: { readonly resting: AccountId; readonly taking: AccountId };
  /** The id that the venue gives an execution of the exchange; the exchange's own where it is left out. */
  readonly executionOf?: (trade: ExchangeTrade, exchange: SimulatedExchange) => string;
  /** How another program of the same account trades at once, where the exchange alone would not do. */
  readonly elsewhere?: (address: string, order: Elsewhere) => Promise<void>;
  /** Milliseconds without a word after which everything was said. */
  readonly still: number;
  simulate(options: SimulatorOptions): Promise<Simulator>;
  settings(address: string): unknown;
}

export interface Elsewhere {
  readonly side: Side;
  readonly quantity: number;
  readonly price: Price;
}

/** A client over a quiet simulator, each with nothing in it; ended by `disconnect`. */
export function opened<S>(at: RemoteCase<S>, middleOf: (instrument: Instrument) => Price) {
  return async (): Promise<VenueUnderTest> => {
    const began = machineClock.now();
    const instruments = DeskInstruments.ofRoots(config.instruments, [at.root], began, config.calendars);
    const { traded, registry } = instruments;
    const simulator = await at.simulate({ port: 0, instruments: traded, registry, seed: 'conformance', quiet: true });
    const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-venue-'));
    const venue = at.kind.open({
      name: at.kind.name,
      environment: 'simulator',
      settings: at.kind.settings.parse(at.settings(simulator.address)),
      credentials: Object.fromEntries(
        at.kind.credentials.map((name) => [name, /secret|apiKey/i.test(name) ? 'simulator-secret' : 'simulator']),
      ),
      instruments: venueInstruments(instruments, at.kind.symbology),
      tag: 'suite',
      folder,
      clock: machineClock,
      random: Math.random,
      tracer,
      log: { error: () => {}, warn: () => {}, info: () => {} },
    });
    const [instrument] = traded;
    if (!instrument) throw new Error(`${at.root} has no contract.`);
    return underTest({ at, venue, simulator, folder, instrument, middle: middleOf(instrument), began });
  };
}

interface Parts<S> extends Pick<VenueUnderTest, 'middle' | 'began'> {
  readonly at: RemoteCase<S>;
  readonly venue: RemoteVenue;
  readonly simulator: Simulator;
  readonly folder: string;
  readonly instrument: Instrument;
}

function underTest<S>({ at, venue, simulator, folder, instrument, middle, ...more }: Parts<S>): VenueUnderTest {
  const { exchange } = simulator;
  const disconnect = venue.disconnect.bind(venue);
  venue.disconnect = async () => {
    await disconnect();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  };
  const settle = stillness(venue, at.still);
  const send =
    (account: AccountId, timeInForce: 'day' | 'ioc') => async (side: Side, contracts: number, ticks: number) => {
      place(exchange, {
        account,
        side,
        instrument,
        price: addTicks(middle, ticks, instrument.tick),
        contracts,
        timeInForce,
      });
      await settle();
    };
  return {
    ...more,
    middle,
    venue,
    instrument: instrument.id,
    tick: instrument.tick,
    account: at.account,
    books: venue.books,
    ownReasons: true,
    settle,
    async elsewhere(side, contracts, ticks) {
      const price = addTicks(middle, ticks, instrument.tick);
      if (at.elsewhere === undefined) return send(at.account, 'ioc')(side, contracts, ticks);
      await at.elsewhere(simulator.address, { side, quantity: contracts, price });
      await settle();
    },
    others: { rest: send(at.others.resting, 'day'), take: send(at.others.taking, 'ioc') },
    liquidityOf: (execution) =>
      exchange.trades(at.account).find((trade) => (at.executionOf?.(trade, exchange) ?? trade.id) === execution)
        ?.liquidity,
  };
}

interface Placed {
  readonly account: AccountId;
  readonly side: Side;
  readonly instrument: Instrument;
  readonly price: Price;
  readonly contracts: number;
  readonly timeInForce: 'day' | 'ioc';
}

/** Orders that no gateway took: their names are numbers that it gives to none of its own. */
const nextName = idSequence('', 7_000_001);

const place = (exchange: SimulatedExchange, { instrument, contracts, ...order }: Placed): void => {
  const tag = nextName();
  exchange.place({ ...order, tag, type: 'limit', instrument: instrument.id, quantity: quantity(contracts) });
};

const TURN_MILLISECONDS = 5;
const MOST_TURNS = 1_000;

/**
 * Resolves once nothing was said for a while; after five seconds at any rate. Counted in turns of the event loop, in each of which whatever has come is taken: a
 * machine that stands still for a second has not heard nothing for that long.
 */
function stillness(venue: RemoteVenue, still: number): () => Promise<void> {
  let quietTurns = 0;
  venue.onEvents(() => {
    quietTurns = 0;
  });
  return async () => {
    quietTurns = 0;
    for (let turn = 0; turn < MOST_TURNS && quietTurns * TURN_MILLISECONDS < still; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, TURN_MILLISECONDS));
      quietTurns += 1;
    }
  };
}
