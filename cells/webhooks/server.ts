import { zoneOf } from '../../core/calendar/session.ts';
import type { Receipt, WebhookState, WebhooksState } from '../../core/webhooks/receipt.ts';
import type { CellContext, Refs } from '../kind.ts';
import type { HookLine, WebhookRow, WebhooksProps, WebhooksValue } from './schema.ts';

export const refs = (): Refs => ({ reads: ['webhooks'] });

const tookText = (microseconds: number): string => `${(microseconds / 1_000).toFixed(1)} ms`;

const rowOf = (receipt: Receipt): WebhookRow => {
  const { id, at, webhook, outcome, status, signal, instrument, symbol, orders, reason } = receipt;
  const { microseconds, trace, body } = receipt;
  return {
    ...{ id, ts: at, webhook, outcome, status: status ?? null, signal: signal ?? null },
    ...{ about: instrument ?? symbol ?? null, orders: [...orders], reason: reason ?? null },
    took: microseconds === undefined ? null : tookText(microseconds),
    ...{ trace: trace ?? null, body: body ?? null },
  };
};

const hookLine = ({ name, payload, off, account, symbols }: WebhookState): HookLine => ({
  name,
  open: off === undefined,
  text: off ?? `open for ${payload}`,
  note: `${account}: ${symbols.join(' ')}`,
});

export function webhooksValue(state: WebhooksState | undefined, props: WebhooksProps, zone: string): WebhooksValue {
  const { webhook, outcomes, limit } = props;
  const receipts = state?.receipts ?? [];
  const shown = receipts.filter(
    (each) =>
      (webhook === undefined || each.webhook === webhook) &&
      (outcomes === undefined || outcomes.includes(each.outcome)),
  );
  const hooks = (state?.webhooks ?? []).filter(({ name }) => webhook === undefined || name === webhook);
  return { rows: shown.slice(0, limit).map(rowOf), received: receipts.length, zone, hooks: hooks.map(hookLine) };
}

export async function* frames(props: WebhooksProps, context: CellContext): AsyncIterable<WebhooksValue> {
  const [instrument] = context.instruments;
  const zone = instrument === undefined ? 'UTC' : zoneOf(context.instrument(instrument).session);
  for await (const _ of context.changes('webhooks')) {
    yield webhooksValue(context.read<WebhooksState>('webhooks'), props, zone);
  }
}
