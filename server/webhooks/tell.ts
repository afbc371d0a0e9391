import type { Notify } from '../../core/alerts/notification.ts';
import type { WebhookRow } from '../journal/webhook-record.ts';
import type { ToldOrder, Verdict } from './port.ts';

/** Tells of what was accepted, and of what was not acted on; reasons are masked already. */
export function tell(notify: Notify, name: string, row: WebhookRow, { orders = [], more }: Verdict): void {
  const { id, outcome, status, reason = '', signal = '', instrument, account } = row;
  if (outcome === 'ignored' || outcome === 'duplicate') return;
  if (outcome !== 'accepted') {
    notify.tell({
      type: 'webhook',
      level: 'warning',
      key: `webhook.${name}.${status}`,
      text: `${name}: a message was not acted on (${status}).`,
      detail: reason,
    });
    return;
  }
  const [first] = orders;
  notify.tell({
    type: 'webhook',
    level: more && 'missing' in more ? 'error' : 'info',
    key: `webhook.${name}.${id}`,
    text: `${name}: ${signal.replaceAll('_', ' ')} became ${orders.map(orderWords).join(', ')}.`,
    ...(account === undefined ? {} : { account }),
    ...(instrument === undefined ? {} : { instrument }),
    ...(first ? { subject: { kind: 'order', id: first.clientOrderId } } : {}),
    ...(reason === '' ? {} : { detail: reason }),
  });
}

const orderWords = ({ side, quantity, type, instrument, status }: ToldOrder): string =>
  `${side} ${quantity} ${instrument} ${type}${status === 'canceled' ? ' (canceled)' : ''}`;
