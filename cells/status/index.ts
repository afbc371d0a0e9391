import type { KindSpec } from '../kind.ts';
import { props, type StatusProps, type StatusValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const status: KindSpec<StatusProps, StatusValue> = {
  name: 'status',
  about:
    'Feeds with their age, what was refused and why, environment and venue, clocks, what the journal holds, versions.',
  language: 'yaml',
  starter: '{}\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 6, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
