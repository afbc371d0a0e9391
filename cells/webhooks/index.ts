import { csvLine, instantText } from '../../core/trace/canonical.ts';
import type { Json, KindSpec } from '../kind.ts';
import { props, value, type WebhooksProps, type WebhooksValue } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

const columns = [
  'Id',
  'Timestamp',
  'Webhook',
  'Outcome',
  'Status',
  'Signal',
  'About',
  'Orders',
  'Reason',
  'Took',
  'Body',
];

const csv = ({ rows }: WebhooksValue): string =>
  [
    columns,
    ...rows.map(({ id, ts, webhook, outcome, status, signal, about, orders, reason, took, body }) => [
      ...[String(id), instantText(ts), webhook, outcome, status === null ? '' : String(status), signal ?? ''],
      ...[about ?? '', orders.join(' '), reason ?? '', took ?? '', body ?? ''],
    ]),
  ]
    .map(csvLine)
    .join('');

const json = ({ rows }: WebhooksValue): Json => rows.map(({ ts, ...row }) => ({ ts: instantText(ts), ...row }));

export const webhooks: KindSpec<WebhooksProps, WebhooksValue> = {
  name: 'webhooks',
  about: 'Messages that other programs sent, newest first, with what became of each; and which webhooks are open.',
  language: 'yaml',
  starter: 'limit: 50\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
