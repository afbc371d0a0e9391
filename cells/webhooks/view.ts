import { formatInteger, formatZone } from '../../core/format.ts';
import { instant } from '../../core/model/time.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { Tag } from '../kind.ts';
import { newestDay, rowTime } from '../newest-view.ts';
import type { HookLine, WebhookRow, WebhooksProps, WebhooksValue } from './schema.ts';

/*
 * Classes, styled in style.css: .hooks with a .hook (.is-open) a webhook, .receipts with a li.receipt (.of-accepted and so on) a message. What leads elsewhere is handed
 * in by the element.
 */

/** A shape beside each word, so that no outcome is told by its color alone. */
const marks: Readonly<Record<WebhookRow['outcome'], string>> = {
  received: '…',
  accepted: '●',
  ignored: '○',
  refused: '▲',
  duplicate: '=',
  held: '◆',
  interrupted: '▲',
};

const hook = <T>(html: Tag<T>, { name, open, text, note }: HookLine): T =>
  html`<li class="hook${open ? ' is-open' : ''}"><span class="hook-mark" aria-hidden="true">${open ? '●' : '○'}</span><b>${name}</b> <span>${text}</span> <span class="weak">${note}</span></li>`;

function receipt<T>(
  html: Tag<T>,
  row: WebhookRow,
  { zone, newest }: { zone: string; newest: string },
  more: unknown,
): T {
  const { id, ts, webhook, outcome, status, signal, about, orders, reason, took, body } = row;
  const what = [signal?.replaceAll('_', ' '), about].filter(Boolean).join(' ');
  const notes = [webhook, status === null ? '' : String(status), took ?? ''].filter(Boolean).join(' · ');
  const sent = orders.length === 0 ? '' : html`<span class="receipt-orders">${orders.join(', ')}</span>`;
  const why = reason === null ? '' : html`<span class="receipt-reason">${reason}</span>`;
  return html`<li class="receipt of-${outcome}" data-id="${String(id)}"><span class="receipt-time" title="${instantText(ts)}">${rowTime(html, ts, zone, newest)}</span><span class="receipt-outcome"><span class="receipt-mark" aria-hidden="true">${marks[outcome]}</span>${outcome}</span><span class="receipt-said" title="${body ?? ''}"><span class="receipt-what">${what}</span>${sent}${why}<span class="receipt-notes">${notes}</span></span>${more}</li>`;
}

function emptyWords({ received, hooks }: WebhooksValue): string {
  if (received > 0) return 'Nothing like that was received. Take webhook or outcomes out of the cell to see the rest.';
  if (hooks.some(({ open }) => open)) return 'Nothing was received yet.';
  return 'No webhook is open. docs/webhooks.md says how one is opened: its secret, and on in config/local.json.';
}

/** `more` is what the element adds to a row. */
export function webhooksView<T>(html: Tag<T>, value: WebhooksValue, more?: (row: WebhookRow) => T): T {
  const { rows, zone, hooks } = value;
  const days = { zone, newest: newestDay(value) };
  const [first] = rows;
  const zoneName = first === undefined ? '' : formatZone(instant(first.ts), zone);
  const list =
    rows.length === 0
      ? html`<p class="receipts-empty">${emptyWords(value)}</p>`
      : html`<ol class="receipts">${rows.map((row) => receipt(html, row, days, more?.(row) ?? ''))}</ol>`;
  return html`<ul class="hooks">${hooks.map((each) => hook(html, each))}<li class="hooks-zone">${zoneName}</li></ul>${list}`;
}

export const view = <T>(html: Tag<T>, value: WebhooksValue, _props: WebhooksProps): T => webhooksView(html, value);

export function caption({ hooks, received }: WebhooksValue): string {
  const open = hooks.filter((each) => each.open).length;
  const none = open === 0 ? 'none open' : `${formatInteger(open)} open`;
  return received === 0 ? none : `${none}, ${formatInteger(received)} received`;
}
