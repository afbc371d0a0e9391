import type { KindSpec } from '../kind.ts';
import { type PositionsProps, type PositionsValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const positions: KindSpec<PositionsProps, PositionsValue> = {
  name: 'positions',
  about: 'What each account holds, at which average, and its open and realized P&L; totals by currency.',
  language: 'yaml',
  starter: '# by: strategy\n# marks: [now, close, start_of_day]\n# also: [realized_of_day, day, fees]\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 4, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
