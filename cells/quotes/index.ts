import type { KindSpec } from '../kind.ts';
import { props, type QuotesProps, type QuotesValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const quotes: KindSpec<QuotesProps, QuotesValue> = {
  name: 'quotes',
  about: 'Best bid and ask, last trade and volume of several instruments, a line each, with the age of what is shown.',
  language: 'yaml',
  starter: '# instruments: [ZN, ES]\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 6, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
