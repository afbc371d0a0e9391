import type { KindSpec } from '../kind.ts';
import { type HealthProps, type HealthValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const health: KindSpec<HealthProps, HealthValue> = {
  name: 'health',
  about: 'How the venue is reached (token, feed, limits, last error) and how each monitor in the background does.',
  language: 'yaml',
  starter: '{}\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
