import { Hono } from 'hono';
import { machineClock } from '../../../core/clock.ts';
import { signedQuantity } from '../../../core/model/quantity.ts';
import { listen } from '../../listen.ts';
import { usualAccounts } from '../exchange/accounts.ts';
import type { CarriedPosition } from '../exchange/carried.ts';
import { createExchange } from '../exchange/create-exchange.ts';
import { syntheticOf } from '../exchange/synthetic.ts';
import { callFaults, type FaultyEnv } from '../faults/calls.ts';
import { Faults } from '../faults/faults.ts';
import { faultRoutes } from '../faults/routes.ts';
import type { Simulator, SimulatorOptions } from '../port.ts';
import { gatewaySays, serviceSays, statusMessages } from './answers.ts';
import { Catalog } from './catalog.ts';
import { DeskTraders } from './desk.ts';
import { OrderNames } from './ids.ts';
import { Ledger } from './ledger.ts';
import { Limits, type PlanName } from './limits.ts';
import type { TtParts } from './parts.ts';
import { bearerOf, front } from './routes/front.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { monitorRoutes } from './routes/monitor.ts';
import { simulatorOrderRoutes } from './routes/orders.ts';
import { peopleRoutes } from './routes/people.ts';
import { productRoutes } from './routes/products.ts';
import { tokenRoutes } from './routes/token.ts';
import { Tokens } from './tokens.ts';

export interface TtSimulatorOptions extends SimulatorOptions {
  /** Of the application key; `high` where it is left out. */
  readonly plan?: PlanName;
  /** Whether other programs of the desk trade; they do where it is left out. */
  readonly traders?: boolean;
}

/** Contracts that the larger account holds from the day before. */
const CARRIED = 20;

/** TT REST API 2.0 on loopback, with other programs that trade behind it, since it places no orders. Rejects with `PortBusy`. */
export async function createTtSimulator(options: TtSimulatorOptions): Promise<Simulator> {
  const { port, instruments, registry, seed, tokenLife, quiet = false } = options;
  const { plan = 'high', traders = !quiet, clock = machineClock } = options;
  const carried = traders ? carriedOf(options) : [];
  const exchange = createExchange({ clock, instruments, seed, carried, quiet, calendars: registry.calendars });
  const faults = new Faults(clock, options.faults);
  const ledger = new Ledger(exchange);
  const parts: TtParts = {
    clock,
    exchange,
    ledger,
    catalog: new Catalog(registry, instruments),
    names: new OrderNames(),
    tokens: new Tokens(clock, seed, tokenLife),
    limits: new Limits(clock, plan),
  };
  const desk = traders ? new DeskTraders({ clock, exchange, ledger, seed }) : undefined;
  const listening = await listen(appOf(parts, faults, options), port);
  exchange.start();
  return {
    address: listening.address,
    exchange,
    setFaults: (next) => faults.set(next),
    faults: () => faults.counts(),
    async close() {
      desk?.close();
      exchange.close();
      await listening.close();
    },
  };
}

function appOf(parts: TtParts, faults: Faults, { log }: TtSimulatorOptions): Hono<FaultyEnv> {
  const app = new Hono<FaultyEnv>();
  app.use(
    callFaults(faults, {
      status: (_context, status) => gatewaySays(statusMessages[status], status),
      refused: () => serviceSays('The service could not do this.', 200),
      lapse: ({ req }) => parts.tokens.lapse(bearerOf(req.header('authorization')) ?? ''),
    }),
  );
  app.route('/', faultRoutes(faults));
  app.route('/', simulatorOrderRoutes(parts));
  app.use(front(parts));
  for (const routes of [tokenRoutes, ledgerRoutes, monitorRoutes, productRoutes, peopleRoutes])
    app.route('/', routes(parts));
  app.notFound(() => gatewaySays('Not Found', 404));
  app.onError((error, { req }) => {
    log?.(`${req.method} ${req.path} failed: ${String(error)}`);
    return gatewaySays(statusMessages[500], 500);
  });
  return app;
}

function carriedOf({ instruments }: TtSimulatorOptions): readonly CarriedPosition[] {
  const [first] = instruments;
  const account = usualAccounts[1]?.id;
  const price = first && syntheticOf([first])[first.root]?.price;
  if (first === undefined || account === undefined || price === undefined) return [];
  return [{ account, instrument: first.id, quantity: signedQuantity(CARRIED), price }];
}
