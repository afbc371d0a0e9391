import { csvLine, instantText } from '../../core/trace/canonical.ts';
import type { Json, KindSpec } from '../kind.ts';
import { type LogsProps, type LogsValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

const columns = ['Timestamp', 'Level', 'Message', 'Fields', 'Service', 'Trace'];

const csv = ({ rows }: LogsValue): string =>
  [
    columns,
    ...rows.map(({ ts, level, message, line, service, traceId }) => [
      instantText(ts),
      level,
      message,
      line,
      service,
      traceId ?? '',
    ]),
  ]
    .map(csvLine)
    .join('');

const json = ({ rows }: LogsValue): Json =>
  rows.map(({ ts, level, message, line, service, traceId }) => ({
    ts: instantText(ts),
    level,
    message,
    fields: line,
    service,
    traceId,
  }));

export const logs: KindSpec<LogsProps, LogsValue> = {
  name: 'logs',
  about: 'What the console and other programs log, newest first and live, by level and text, each line with its trace.',
  language: 'yaml',
  starter: 'level: info\n# text: refused\n# last: 1h\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the line above' },
    { name: 'down', keys: ['ArrowDown'], about: 'Go to the line below; Enter opens it' },
    { name: 'freeze', keys: ['f'], about: 'Have nothing move, or follow the newest again' },
    { name: 'filter', keys: ['/'], about: 'Go to the text to filter by' },
    { name: 'older', keys: ['PageDown'], about: 'Read older lines' },
    { name: 'leave', keys: ['Escape'], about: 'Leave a filter' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
