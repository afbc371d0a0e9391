import { onTestFinished, vi } from 'vitest';
import type { z } from 'zod';
import type { Overrides } from '../../../config/load.ts';
import { webhooksSchema } from '../../../config/webhooks.ts';
import type { PositionsState } from '../../../core/topics.ts';
import type { WebhooksState } from '../../../core/webhooks/receipt.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

export const SECRET = 'correct horse battery';
export const VARIABLE = 'TEST_WEBHOOK_SECRET';

type Settings = z.input<typeof webhooksSchema>[string];

/** A webhook that is open by a secret in the header. */
export const usual: Settings = {
  on: true,
  payload: 'order',
  authentication: { by: 'header', secret: VARIABLE },
  account: 'SIM-1',
  symbols: ['ES', 'ZN'],
  debounceSeconds: 0,
  limits: { quantity: 10, position: 20 },
};

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly orders?: readonly { clientOrderId: string }[] };
}

export interface WebhookConsole extends TestConsole {
  post(body: unknown, headers?: Record<string, string>, name?: string): Promise<Answered>;
  receipts(): WebhooksState['receipts'];
  net(instrument: string): number;
}

/** A console with one webhook, `desk`, over what is usual; it ends with the test. */
export async function openWebhookConsole(
  settings: Partial<Settings> = {},
  more: Overrides = {},
): Promise<WebhookConsole> {
  vi.stubEnv(VARIABLE, SECRET);
  const webhooks = webhooksSchema.parse({ desk: { ...usual, ...settings } });
  const overrides = { demo: { enabled: false }, webhooks, ...more };
  const console = await openTestConsole(overrides);
  onTestFinished(async () => {
    await console.close();
    vi.unstubAllEnvs();
  });
  const { bus } = console.open.desk;
  return {
    ...console,
    async post(body, headers = { 'x-webhook-secret': SECRET }, name = 'desk') {
      const response = await console.request('POST', `/api/webhooks/${name}`, body, headers);
      return { status: response.status, body: await response.json() };
    },
    receipts: () => bus.read<WebhooksState>('webhooks').receipts,
    net: (instrument) =>
      bus
        .read<PositionsState>('positions')
        .positions.find((each) => each.instrument === instrument && each.strategy === 'webhook')?.quantity ?? 0,
  };
}

export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('It did not come about.');
}
