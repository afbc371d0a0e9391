import { instant, SECOND } from '../../../core/model/time.ts';
import type { WebhooksState } from '../../../core/webhooks/receipt.ts';
import { now } from '../live-topics.ts';

export const morningWebhooks: WebhooksState = {
  webhooks: [
    { name: 'signals', payload: 'embed', account: 'SIM-1', symbols: ['ES', 'ZN'] },
    { name: 'tradingview', payload: 'tradingview', off: 'off in the settings', account: 'SIM-1', symbols: ['NQ'] },
  ],
  receipts: [
    {
      ...{
        id: 4,
        webhook: 'signals',
        at: instant(now - 2 * SECOND),
        outcome: 'refused',
        status: 401,
        orders: [],
        bytes: 20,
      },
      reason: 'The signature is another one.',
      microseconds: 312,
    },
    {
      ...{ id: 3, webhook: 'signals', at: instant(now - 30 * SECOND), outcome: 'duplicate', status: 200, bytes: 212 },
      ...{
        signal: 'open_long',
        symbol: 'ZN1!',
        instrument: 'ZNZ6',
        account: 'SIM-1',
        orders: ['hook-2-1'],
        repeatOf: 2,
      },
      reason: 'It is the message of receipt 2 again, which was accepted.',
      microseconds: 640,
    },
    {
      ...{ id: 2, webhook: 'signals', at: instant(now - 31 * SECOND), outcome: 'accepted', status: 200, bytes: 212 },
      ...{
        signal: 'open_long',
        symbol: 'ZN1!',
        instrument: 'ZNZ6',
        account: 'SIM-1',
        orders: ['hook-2-1', 'hook-2-2'],
      },
      ...{ body: '{"embeds":[{"title":"Open Long [ZN1!]"}]}', microseconds: 3_410, trace: 'a'.repeat(32) },
    },
    {
      ...{ id: 1, webhook: 'signals', at: instant(now - 90 * SECOND), outcome: 'held', status: 503, bytes: 80 },
      ...{ signal: 'close', symbol: 'GC1!', account: 'SIM-1', orders: [], reason: 'projectx is LIVE and not armed.' },
    },
  ],
};
