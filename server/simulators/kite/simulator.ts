import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Clock, machineClock } from '../../../core/clock.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import type { InstrumentRegistry } from '../../../core/model/registry.ts';
import { PortBusy } from '../../listen.ts';
import { createExchange } from '../exchange/create-exchange.ts';
import { derivedOf } from '../exchange/derived/listing.ts';
import { Faults } from '../faults/faults.ts';
import { malform } from '../faults/malform.ts';
import { malformBytes } from '../faults/malform-bytes.ts';
import { FaultyStream } from '../faults/stream.ts';
import type { ExchangeEvent, SimulatedExchange, Simulator, SimulatorOptions } from '../port.ts';
import { appOf } from './app.ts';
import { Gtts } from './gtt/gtts.ts';
import { Limits } from './limits.ts';
import { Listing } from './listing.ts';
import { checkOrder } from './orders/checks.ts';
import type { KiteOrder } from './orders/order.ts';
import { Orders } from './orders/orders.ts';
import { ACCOUNT, OTHERS } from './orders/request.ts';
import type { KiteParts } from './parts.ts';
import { Funds, OPENING } from './portfolio/funds.ts';
import { Holdings } from './portfolio/holdings.ts';
import { Positions } from './portfolio/positions.ts';
import { Postbacks } from './postbacks.ts';
import { Sessions } from './sessions.ts';
import { Streams } from './stream/streams.ts';

export interface KiteSimulatorOptions extends SimulatorOptions {
  /** The application's address for updates of orders. */
  readonly postback?: string;
  /** The application's address that the login page sends a person back to. */
  readonly redirect?: string;
}

const EXPIRY_MILLISECONDS = 1_000;

/** Kite Connect v3 on loopback: REST, the login page and the stream on one port. Rejects with `PortBusy`. */
export async function createKiteSimulator(options: KiteSimulatorOptions): Promise<Simulator> {
  const { clock = machineClock, postback, redirect, registry, log } = options;
  const exchange = exchangeOf(options, clock);
  const faults = new Faults(clock, options.faults);
  const sessions = new Sessions(clock, options.tokenLife);
  const listing = new Listing(exchange, registry);
  const positions = new Positions(clock, exchange);
  const postbacks = postback === undefined ? undefined : new Postbacks(postback, log);
  const streams = new Streams({
    exchange,
    listing,
    sessions,
    toFaulty: (ends) =>
      new FaultyStream(faults, clock, ends, (frame, random) =>
        typeof frame === 'string' ? malform(frame, random) : malformBytes(frame, random),
      ),
  });
  const said = (order: KiteOrder, word: string): void => {
    const row = order.row(word);
    streams.order(row);
    postbacks?.order(row);
  };
  const funds: Funds = new Funds(exchange, positions, () => orders.open());
  const orders: Orders = new Orders({ clock, exchange, said, lacks: (asked) => funds.lacks(asked) });
  const holdings = new Holdings(exchange, positions, listing.all);
  const limits = new Limits(clock);
  const gtts = new Gtts(clock, exchange, (asked) => {
    checkOrder(asked, exchange, holdings);
    return orders.place(asked);
  });
  const parts: KiteParts = {
    clock,
    exchange,
    listing,
    sessions,
    limits,
    orders,
    gtts,
    positions,
    holdings,
    funds,
    redirect,
  };
  const unsubscribe = exchange.on((event) => {
    book(event, parts);
    orders.take(event);
    gtts.take(event);
    streams.take(event);
  });
  const server = await listening(appOf(parts, faults, log).fetch, options.port);
  server.on('upgrade', streams.upgrade);
  const expiry = setInterval(() => orders.expire(), EXPIRY_MILLISECONDS).unref();
  exchange.start();
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    exchange,
    setFaults: (plan) => faults.set(plan),
    faults: () => faults.counts(),
    async close() {
      unsubscribe();
      clearInterval(expiry);
      gtts.close();
      exchange.close();
      streams.close();
      await Promise.all([closed(server), postbacks?.close()]);
    },
  };
}

/** An execution is in the positions before anybody hears of it. */
function book(event: ExchangeEvent, { orders, positions }: KiteParts): void {
  if (event.type !== 'trade') return;
  const order = orders.ofTrade(event.trade.order);
  if (order) positions.add(event.trade, order.asked.listed, order.asked.product);
}

function exchangeOf(
  { instruments, seed, registry, quiet = false, hours = 'always' }: KiteSimulatorOptions,
  clock: Clock,
): SimulatedExchange {
  const outright = outrightOf(instruments, registry);
  const balance = moneyFromDecimal(String(OPENING));
  return createExchange({
    clock,
    instruments: outright,
    derived: derivedOf(outright, registry, clock.now()),
    seed,
    calendars: registry.calendars,
    quiet,
    hours,
    accounts: [ACCOUNT, ...OTHERS].map((id) => ({ id, name: id, balance, canTrade: true })),
  });
}

/** The indices and shares that instruments are or are on. */
const outrightOf = (instruments: readonly Instrument[], { find }: InstrumentRegistry): Instrument[] => {
  const roots = new Set(instruments.map(({ root }) => root));
  return [...roots].flatMap((root) => find(root) ?? []).filter(({ currency }) => currency === 'INR');
};

function listening(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server)) as Server;
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error),
    );
  });
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
