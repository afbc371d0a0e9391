import type { KindSpec } from '../kind.ts';
import { type FillsProps, type FillsValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const fills: KindSpec<FillsProps, FillsValue> = {
  name: 'fills',
  about: 'A live tape, newest first: your own fills, or the trades of the market in one instrument.',
  language: 'yaml',
  starter: 'source: own\nlimit: 50\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 4, pace: 'live' },
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the fill above' },
    { name: 'down', keys: ['ArrowDown'], about: "Go to the fill below; Enter opens its order's trace" },
  ],
  refs,
  frames,
  view,
  caption,
};
