import type { WebhooksSettings } from '../../config/webhooks.ts';
import { ordersOf } from './carry-out.ts';
import { hooksOf, type Variables } from './hooks.ts';
import type { WebhookParts } from './parts.ts';
import { Receipts } from './receipts.ts';
import { Receiver } from './receive.ts';

export interface WebhooksOptions extends WebhookParts {
  readonly settings: WebhooksSettings;
  /** Where secrets stand. */
  readonly variables: Variables;
}

/** Webhooks of a console, and their topic. What a process that was killed left is said to be so first. */
export function openWebhooks({ settings, variables, ...parts }: WebhooksOptions): Receiver {
  const hooks = hooksOf(settings, variables);
  const { desk, journal, machine, log } = parts;
  const receipts = new Receipts({
    ...{ journal, machine, log, bus: desk.bus, clock: desk.clock },
    webhooks: () =>
      [...hooks.values()].map(({ name, off, settings: { payload, account, symbols } }) => {
        return { name, payload, account, symbols, ...(off === undefined ? {} : { off }) };
      }),
  });
  for (const row of journal.webhooks.unfinished()) {
    const orders = ordersOf(row.id, (id) => desk.order(id)).map(({ intent }) => intent.clientOrderId);
    const sent = orders.length > 0;
    const reason = sent
      ? 'Deskbook ended before it was answered; these orders had been sent.'
      : 'Deskbook ended before anything of it was sent, as far as is known. It may be sent again.';
    const answer = JSON.stringify({ outcome: 'accepted', receipt: row.id, reason, orders });
    void receipts.end({
      ...row,
      reason,
      orders,
      ...(sent ? { outcome: 'accepted', status: 200, answer } : { outcome: 'interrupted' }),
    });
  }
  return new Receiver(parts, hooks, receipts);
}
