import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { loadConfig, type Overrides } from '../../../config/load.ts';
import { readWebhooks, webhooksSchema } from '../../../config/webhooks.ts';
import type { Notice } from '../../../core/alerts/notification.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { SECOND } from '../../../core/model/time.ts';
import type { OrdersState, PositionsState } from '../../../core/topics.ts';
import type { WebhooksState } from '../../../core/webhooks/receipt.ts';
import { projectRoot } from '../../../server/paths.ts';
import { openWebhooks } from '../../../server/webhooks/open.ts';
import { recording } from '../../core/trace/recording.ts';
import { openConsole, passTime, type TestConsole } from '../desk/console.ts';

export const SECRET = 'correct horse battery';
export const VARIABLE = 'WEBHOOK_SECRET';

export type Settings = z.input<typeof webhooksSchema>[string];

/** Open by a secret in the header, and held back by nothing. */
export const usual: Settings = {
  on: true,
  payload: 'order',
  authentication: { by: 'header', secret: VARIABLE },
  account: 'SIM-1',
  symbols: ['ES', 'ZN', 'MNQ', 'M2K', '6E'],
  debounceSeconds: 0,
  limits: { quantity: 10, position: 20 },
};

const market = {
  ES: { price: '6123.25', eventsPerSecond: 5, volatility: 50, size: 45 },
  ZN: { price: "110'085", eventsPerSecond: 5, volatility: 1, size: 900 },
  MNQ: { price: '21480.50', eventsPerSecond: 5, volatility: 200, size: 40 },
  M2K: { price: '2310.5', eventsPerSecond: 5, volatility: 20, size: 40 },
  '6E': { price: '1.08505', eventsPerSecond: 5, volatility: 0.01, size: 40 },
};
const quiet: Overrides = {
  demo: { enabled: false, pastSessions: 0 },
  market: { instruments: market },
};

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly retryAfter?: number;
}

/** A desk with one webhook, `desk`, on a clock that the test moves. */
export async function openedOn(folder: string, settings: Partial<Settings> = {}) {
  const console = await openConsole(folder, { overrides: quiet });
  const { desk, journal, clock } = console;
  const notices: Notice[] = [];
  const lines: string[] = [];
  const traced = recording();
  const line = (text: string) => void lines.push(text);
  const { instruments } = await loadConfig(`${projectRoot}/config`);
  const file = webhooksSchema.parse({ desk: { ...usual, ...settings } });
  const receiver = openWebhooks({
    ...{ desk, journal, machine: clock, tracer: traced.tracer },
    settings: readWebhooks('webhooks.json', file, instruments),
    variables: { [VARIABLE]: SECRET },
    notify: { tell: (notice) => void notices.push(notice), over: () => {} },
    log: { info: line, warn: line, error: line },
  });
  const raw = async (bytes: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answered | undefined> => {
    const most = receiver.mostBytes('desk') ?? 0;
    return (await receiver.take({
      name: 'desk',
      header: (name) => headers[name],
      raw: bytes.length > most ? undefined : bytes,
      bytes: bytes.length,
    })) as Answered | undefined;
  };
  return {
    ...console,
    ...{ receiver, notices, lines, traced, raw },
    async post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
      const answer = await raw(Buffer.from(JSON.stringify(body)), { 'x-webhook-secret': SECRET, ...headers });
      if (answer === undefined) throw new Error('There is nothing there.');
      return answer;
    },
    receipts: () => desk.bus.read<WebhooksState>('webhooks').receipts,
    orders: () => desk.bus.read<OrdersState>('orders').orders,
    net: (instrument: string, strategy = 'webhook') =>
      desk.bus
        .read<PositionsState>('positions')
        .positions.find((each) => each.instrument === instrument && each.strategy === strategy)?.quantity ?? 0,
    pass: (seconds: number) => passTime(console as TestConsole, seconds * SECOND),
  };
}

export const account = 'SIM-1' as AccountId;

export async function opened(settings: Partial<Settings> = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-webhooks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { ...(await openedOn(folder, settings)), place: folder };
}

export const signed = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
