import { isTrading } from '../../../core/calendar/session.ts';
import { machineClock } from '../../../core/clock.ts';
import { listen } from '../../listen.ts';
import { createExchange } from '../exchange/create-exchange.ts';
import { derivedOf } from '../exchange/derived/listing.ts';
import { Faults } from '../faults/faults.ts';
import type { Simulator, SimulatorOptions } from '../port.ts';
import { appOf } from './app.ts';
import { Catalog } from './catalog/catalog.ts';
import { Doors } from './feed/doors.ts';
import { MarketFeed } from './feed/market-feed.ts';
import { PortfolioFeed } from './feed/portfolio-feed.ts';
import { Sockets } from './feed/sockets.ts';
import { KillSwitch } from './kill-switch.ts';
import { Limits } from './limits.ts';
import { Orders } from './orders/orders.ts';
import { orderUpdate } from './orders/rows.ts';
import type { UpstoxParts } from './parts.ts';
import { strangers, user } from './people.ts';
import { Portfolio } from './portfolio/portfolio.ts';
import { Tokens } from './tokens.ts';

/** Upstox' API on loopback: REST and both streams on one port. Rejects with `PortBusy`. */
export async function createUpstoxSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port, instruments, registry, seed, tokenLife, quiet = false, clock = machineClock } = options;
  const { calendars } = registry;
  const derived = derivedOf(instruments, registry, clock.now());
  const exchange = createExchange({
    clock,
    instruments,
    derived,
    seed,
    calendars,
    quiet,
    ...(options.hours && { hours: options.hours }),
    accounts: [user, ...strangers],
  });
  const faults = new Faults(clock, options.faults);
  const tokens = new Tokens(clock, seed, tokenLife);
  const doors = new Doors(tokens);
  const updates = new PortfolioFeed();
  const catalog = new Catalog([...instruments, ...derived], registry);
  const parts: UpstoxParts = {
    clock,
    calendars,
    exchange,
    isOpen: () => options.hours !== 'exchange' || isTrading('nse', clock.now(), undefined, calendars),
    catalog,
    orders: new Orders({
      exchange,
      catalog,
      clock,
      changed: (order, row) => updates.tell('order', orderUpdate(order, row)),
    }),
    portfolio: new Portfolio({ exchange, clock, calendars, changed: (type, update) => updates.tell(type, update) }),
    killSwitch: new KillSwitch(clock),
    tokens,
    limits: new Limits(clock),
  };
  const market = new MarketFeed(parts);
  const unsubscribe = exchange.on((event) => {
    parts.orders.take(event);
    const order = event.type === 'trade' ? parts.orders.of(event.trade) : undefined;
    if (event.type === 'trade' && order) parts.portfolio.take(event.trade, order);
    market.take(event);
  });
  const sockets = new Sockets({ clock, faults, tokens, doors, market, portfolio: updates });
  const listening = await listen(appOf(parts, { ...options, faults, doors }), port, sockets.upgrade);
  exchange.start();
  return {
    address: listening.address,
    exchange,
    setFaults: (plan) => faults.set(plan),
    faults: () => faults.counts(),
    async close() {
      unsubscribe();
      exchange.close();
      market.close();
      updates.close();
      sockets.close();
      await listening.close();
    },
  };
}
