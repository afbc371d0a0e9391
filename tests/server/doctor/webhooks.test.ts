import { expect, it } from 'vitest';
import { readWebhooks, webhooksSchema } from '../../../config/webhooks.ts';
import { webhookLines } from '../../../server/doctor/webhooks.ts';

const webhook = { payload: 'order', account: 'SIM-1', symbols: ['ES'] };
const by = (secret: string) => ({ by: 'header', secret });
const file = webhooksSchema.parse({
  open: { ...webhook, on: true, authentication: by('A') },
  bare: { ...webhook, on: true, authentication: by('B') },
  off: { ...webhook, authentication: by('A') },
});
const definitions = [{ root: 'ES', aliases: [] }] as unknown as Parameters<typeof readWebhooks>[2];

it('says which open, and what the others miss', () => {
  const lines = webhookLines(readWebhooks('webhooks.json', file, definitions), { A: 'correct horse battery' });
  expect(lines).toEqual([
    { area: 'webhooks', state: 'ok', text: 'open is open: SIM-1 in paper, by header; its secret is set' },
    {
      ...{ area: 'webhooks', state: 'note', text: 'bare is on and does not open: B is not set' },
      todo: 'Set B where the console is started, or turn the webhook off.',
    },
    { area: 'webhooks', state: 'ok', text: '1 is off in config/webhooks.json' },
  ]);
});
