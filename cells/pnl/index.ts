import type { KindSpec } from '../kind.ts';
import { type PnlProps, type PnlValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const pnl: KindSpec<PnlProps, PnlValue> = {
  name: 'pnl',
  about:
    'P&L of the trade date or a longer period, live: total, realized, open and drawdown under any lot method, and the matches behind it.',
  language: 'yaml',
  starter: 'method: fifo\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 8, pace: 'live' },
  keys: [
    { keys: '← →', about: 'Read the chart point by point' },
    { keys: 'Enter', about: 'List the matches behind the point' },
  ],
  refs,
  frames,
  view,
  caption,
};
