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
    { name: 'back', keys: ['ArrowLeft'], about: 'Read the chart at the point before' },
    { name: 'forward', keys: ['ArrowRight'], about: 'Read the chart at the next point' },
    { name: 'matches', keys: ['Enter'], about: 'List the matches behind the point' },
    { name: 'close', keys: ['Escape'], about: 'Close the matches, then the readout' },
  ],
  refs,
  frames,
  view,
  caption,
};
