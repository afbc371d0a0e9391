import type { KindSpec } from '../kind.ts';
import { props, type ReplayProps, type ReplayValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const replay: KindSpec<ReplayProps, ReplayValue> = {
  name: 'replay',
  about:
    'The recording that is played: where it stands, how orders are matched against it, what was assumed and jumped over.',
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
