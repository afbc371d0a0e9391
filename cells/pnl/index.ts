import type { KindSpec } from '../kind.ts';
import { type PnlProps, type PnlValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const pnl: KindSpec<PnlProps, PnlValue> = {
  name: 'pnl',
  about: 'P&L of the trade date over time, live: total, realized, open and drawdown, one currency at a time.',
  language: 'yaml',
  starter: 'method: fifo\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 8, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
