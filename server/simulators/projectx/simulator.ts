import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Clock, machineClock } from '../../../core/clock.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import { PortBusy } from '../../listen.ts';
import { createExchange } from '../exchange/create-exchange.ts';
import { Faults } from '../faults/faults.ts';
import { malform } from '../faults/malform.ts';
import { FaultyStream, type StreamEnds } from '../faults/stream.ts';
import type { SimulatedExchange, Simulator, SimulatorOptions } from '../port.ts';
import { Accounts, exchangeIdOf, usualAccounts } from './accounts.ts';
import { Books } from './books.ts';
import { Contracts } from './contracts.ts';
import type { Gateway } from './gateway.ts';
import { Hubs } from './hub/hubs.ts';
import { MarketHub } from './hub/market-hub.ts';
import { UserHub } from './hub/user-hub.ts';
import { Orders } from './orders/orders.ts';
import { restRoutes } from './rest/routes.ts';
import { Seconds } from './seconds.ts';
import { Sessions } from './sessions.ts';

export interface ProjectxSimulatorOptions extends SimulatorOptions {
  /** The machine's, where it is left out: tokens, limits and the market live by it. */
  readonly clock?: Clock;
}

const balance = moneyFromDecimal('50000');

const exchangeOf = (
  { instruments, seed, registry, quiet = false }: SimulatorOptions,
  clock: Clock,
): SimulatedExchange =>
  createExchange({
    clock,
    instruments,
    seed,
    calendars: registry.calendars,
    quiet,
    accounts: usualAccounts.map((each) => ({
      id: exchangeIdOf(each),
      name: each.name,
      balance,
      canTrade: each.canTrade ?? true,
    })),
  });

/** A ProjectX gateway on loopback: REST and both hubs on one port. Rejects with `PortBusy`. */
export async function createProjectxSimulator(options: ProjectxSimulatorOptions): Promise<Simulator> {
  const { clock = machineClock, log } = options;
  const exchange = exchangeOf(options, clock);
  const faults = new Faults(clock, options.faults);
  const sessions = new Sessions(clock, options.tokenLife);
  const accounts = new Accounts(usualAccounts, exchange);
  const contracts = new Contracts(options.instruments, options.registry);
  const seconds = new Seconds();
  const toFaulty = (ends: StreamEnds): FaultyStream => new FaultyStream(faults, clock, ends, malform);
  const userHub = new UserHub(toFaulty);
  const marketHub = new MarketHub(exchange, contracts, () => clock.now(), toFaulty);
  const hubs = new Hubs({ '/hubs/user': userHub.hub, '/hubs/market': marketHub.hub }, sessions);
  const gateway: Gateway = {
    clock,
    exchange,
    sessions,
    accounts,
    contracts,
    seconds,
    orders: new Orders({ exchange, accounts, clock, changed: (order) => userHub.order(order) }),
    books: new Books(exchange, accounts, contracts),
    loggedOut: (session) => hubs.logOut(session),
  };
  const unsubscribe = exchange.on((event) => {
    gateway.orders.take(event);
    userHub.take(event, gateway);
    marketHub.take(event);
    if (event.type === 'market_trade') seconds.add(event.trade);
  });
  const routes = restRoutes(gateway, faults);
  routes.route('/', hubs.negotiation());
  routes.onError((error, context) => {
    log?.(`${context.req.path} failed: ${String(error)}`);
    return context.body(null, 500);
  });
  const server = await listening(routes.fetch, options.port);
  server.on('upgrade', hubs.upgrade);
  exchange.start();
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    exchange,
    setFaults: (plan) => faults.set(plan),
    faults: () => faults.counts(),
    async close() {
      unsubscribe();
      exchange.close();
      hubs.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listening(fetch: Parameters<typeof serve>[0]['fetch'], port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(server)) as Server;
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortBusy(port) : error),
    );
  });
}
