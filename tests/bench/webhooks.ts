import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { loadConfig } from '../../config/load.ts';
import { readWebhooks, webhooksSchema } from '../../config/webhooks.ts';
import { machineClock } from '../../core/clock.ts';
import type { ClientOrderId } from '../../core/model/ids.ts';
import { createTracer } from '../../core/trace/tracer.ts';
import type { Venue } from '../../core/venue/port.ts';
import { signature } from '../../server/alerts/delivery/sign.ts';
import { openDesk } from '../../server/desk/open.ts';
import { PaperMarket } from '../../server/desk/paper-market.ts';
import { projectRoot } from '../../server/paths.ts';
import { orderRoutes } from '../../server/routes/orders.ts';
import { webhookRoutes } from '../../server/routes/webhooks.ts';
import { nodePlatform } from '../../server/trace/platform.ts';
import { openWebhooks } from '../../server/webhooks/open.ts';
import type { BenchRow } from './row.ts';
import { quantile } from './turns.ts';

const WARM_UP = 50;
const ROUNDS = 1_000;
const SECRET = 'a secret of the benchmark';
const log = { info: () => {}, warn: () => {}, error: () => {} };

interface Measured {
  /** Until the venue is told of the order. */
  readonly sent: number[];
  /** Until the sender has its answer. */
  readonly answered: number[];
}

/** From a request to the order's call of the venue, and to its answer: by a signed webhook, and by the route of orders on the same desk. */
export async function webhooksBench(): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-bench-'));
  const config = await loadConfig(path.join(projectRoot, 'config'), { demo: { enabled: false, pastSessions: 0 } });
  const market = new PaperMarket({ config, clock: machineClock, log });
  let placed = 0;
  const told = (venue: Venue): void => {
    const place = venue.place.bind(venue);
    venue.place = (intent) => {
      placed = performance.now();
      place(intent);
    };
  };
  const openMarket = market.open.bind(market);
  market.open = async (record) => {
    const opened = await openMarket(record);
    told(opened.venue);
    return opened;
  };
  const { desk, journal, close } = await openDesk({ config, market, dataFolder: folder, log });
  await desk.start();
  const tracer = createTracer(nodePlatform(), { put() {} });
  const notify = { tell: () => {}, over: () => {} };
  const settings = readWebhooks('webhooks.json', webhooksSchema.parse({ bench: webhook }), config.instruments);
  const receiver = openWebhooks({
    desk,
    journal,
    machine: machineClock,
    tracer,
    notify,
    log,
    settings,
    variables: { SECRET },
  });
  const app = new Hono().route('/', webhookRoutes(receiver)).route('/', orderRoutes(desk));
  let number = 0;
  const post = async (address: string, body: string, headers: Readonly<Record<string, string>>): Promise<void> => {
    const response = await app.request(address, { method: 'POST', body, headers });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
  };
  const byWebhook = async (): Promise<ClientOrderId> => {
    const body = JSON.stringify({ action: 'BUY', symbol: 'ES1!', quantity: 1, price: 5_600, stop_loss: 5_590 });
    const timestamp = Math.floor(Date.now() / 1_000);
    await post('/api/webhooks/bench', body, signature(SECRET, { id: `m${++number}`, timestamp, body }));
    return `hook-${number}-1` as ClientOrderId;
  };
  const byRoute = async (): Promise<ClientOrderId> => {
    const clientOrderId = `b${number}` as ClientOrderId;
    const protection = { stopLoss: { price: '5590' } };
    const order = {
      instrument: 'ES',
      side: 'buy',
      quantity: 1,
      price: '5600',
      account: 'SIM-1',
      clientOrderId,
      protection,
    };
    await post('/api/orders', JSON.stringify(order), { 'content-type': 'application/json' });
    return clientOrderId;
  };
  const measured: readonly Measured[] = [byWebhook, byRoute].map(() => ({ sent: [], answered: [] }));
  try {
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      for (const [index, way] of [byWebhook, byRoute].entries()) {
        const begun = performance.now();
        const id = await way();
        const answered = performance.now() - begun;
        if (round >= 0) {
          measured[index]?.sent.push(placed - begun);
          measured[index]?.answered.push(answered);
        }
        await desk.cancel(id);
        await desk.settled();
      }
    }
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
  const [webhooks = none, orders = none] = measured;
  return (['sent', 'answered'] as const).flatMap((what) =>
    [0.5, 0.99].map((share) => row(what, share, quantile(webhooks[what], share), quantile(orders[what], share))),
  );
}

const none: Measured = { sent: [], answered: [] };

const webhook = {
  on: true,
  payload: 'order',
  authentication: { by: 'standard', secret: 'SECRET' },
  account: 'SIM-1',
  symbols: ['ES'],
  debounceSeconds: 0,
  limits: { perMinute: 6_000, quantity: 1, position: 10 },
};

const row = (what: keyof Measured, share: number, value: number, peerValue: number): BenchRow => ({
  name: `webhook to ${what === 'sent' ? 'the venue, journalled' : 'its answer'}, p${share * 100}`,
  value,
  unit: 'ms',
  peer: 'POST /api/orders, same desk',
  peerValue,
  ratio: peerValue / value,
  aim: what === 'answered' && share === 0.99 ? '< 10 ms' : '',
});
