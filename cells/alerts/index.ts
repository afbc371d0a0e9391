import { csvLine, instantText } from '../../core/trace/canonical.ts';
import type { Json, KindSpec } from '../kind.ts';
import { type AlertsProps, type AlertsValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

const columns = ['Id', 'Timestamp', 'Level', 'Type', 'Text', 'Detail', 'Held back', 'Over', 'Seen by'];

const csv = ({ rows }: AlertsValue): string =>
  [
    columns,
    ...rows.map(({ id, ts, level, type, text, detail, heldBack, over, seenBy }) => [
      ...[String(id), instantText(ts), level, type, text, detail ?? '', String(heldBack)],
      ...[over === null ? '' : instantText(over), seenBy ?? ''],
    ]),
  ]
    .map(csvLine)
    .join('');

const json = ({ rows }: AlertsValue): Json =>
  rows.map(({ id, ts, level, type, key, text, detail, heldBack, over, seenBy }) => ({
    ...{ id, ts: instantText(ts), level, type, key, text, detail, heldBack, seenBy },
    over: over === null ? null : instantText(over),
  }));

export const alerts: KindSpec<AlertsProps, AlertsValue> = {
  name: 'alerts',
  about: 'What was told, live, with who has seen it; how it is delivered, and the conditions that are watched.',
  language: 'yaml',
  starter: 'level: info\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the control above' },
    { name: 'down', keys: ['ArrowDown'], about: 'Go to the control below' },
    {
      name: 'acknowledge',
      keys: ['a'],
      about: 'Say that it is seen: the one that has the focus, or the first that asks',
    },
    { name: 'acknowledge-all', keys: ['Shift-A'], about: 'Say that everything shown so far is seen' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
