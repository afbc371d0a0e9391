import type { KindSpec } from '../kind.ts';
import { csv, json } from './export.ts';
import { props, type StatisticsProps, type StatisticsValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const statistics: KindSpec<StatisticsProps, StatisticsValue> = {
  name: 'statistics',
  about: 'Win rate, profit factor, Sharpe, drawdown and more of closed trades, or of what another cell gives.',
  language: 'yaml',
  starter: '# by: strategy\n# period: day\n# starting_equity: 100000\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'once' },
  keys: [
    { name: 'next', keys: ['ArrowDown', 'ArrowRight'], about: 'Read what the next figure means' },
    { name: 'previous', keys: ['ArrowUp', 'ArrowLeft'], about: 'Read what the figure before means' },
  ],
  refs,
  frames,
  view,
  caption,
  exportAs: { csv, json },
};
