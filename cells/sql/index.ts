import type { KindSpec } from '../kind.ts';
import { props, type SqlProps, type SqlValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { csv, json } from './tables.ts';
import { caption, view } from './view.ts';

export const sql: KindSpec<SqlProps, SqlValue> = {
  name: 'sql',
  about: 'One SELECT over sources and other cells, with inputs as $name; other cells read its result by its name.',
  language: 'sql',
  starter: 'select * from fills order by ts_event desc limit 100\n',
  starterOf: { source: 'select * from {name} limit 1000\n' },
  props,
  value,
  capability: 'read',
  relation: true,
  layout: { frame: 'box', span: 12, pace: 'once' },
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
