import { canonicalCsv, canonicalHeader, csvLine, instantText } from '../../core/trace/canonical.ts';
import type { KindSpec } from '../kind.ts';
import { props, type TraceProps, type TraceRow, type TraceValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

const callColumns = ['Process', 'Group', 'Milliseconds', 'Depth', 'Subject', 'Timestamp', 'Status', 'Exception'];

const callTexts = ({ process, group, milliseconds, depth, subject, ts, status, exception }: TraceRow): string[] =>
  [process, group, milliseconds, depth, subject, instantText(ts), status, exception].map((text) => String(text ?? ''));

function csv({ rows }: TraceValue): string {
  const values = rows.flatMap(({ data, dataType, dataValue, ...row }) =>
    data === undefined || dataType === undefined || dataValue === undefined
      ? []
      : [{ ...row, data, dataType, dataValue }],
  );
  if (values.length === rows.length) return canonicalHeader + canonicalCsv(values);
  return [callColumns, ...rows.map(callTexts)].map(csvLine).join('');
}

export const trace: KindSpec<TraceProps, TraceValue> = {
  name: 'trace',
  about: 'What the console and other programs did, newest first: every call, or each value that went in or came out.',
  language: 'yaml',
  starter: 'rows: data\nlast: 15m\n# status: ERR\n# group: desk\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the row above' },
    { name: 'down', keys: ['ArrowDown'], about: 'Go to the row below' },
    { name: 'open', keys: ['Enter'], about: 'Open a call: arguments, result, error, logs, source' },
    { name: 'freeze', keys: ['f'], about: 'Have nothing move, or follow the newest again' },
    { name: 'filter', keys: ['/'], about: 'Go to the text to filter by' },
    { name: 'older', keys: ['PageDown'], about: 'Read older rows' },
    { name: 'leave', keys: ['Escape'], about: 'Close what is open, or leave a filter' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: { csv },
};
