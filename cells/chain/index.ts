import type { KindSpec } from '../kind.ts';
import { type ChainProps, type ChainValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const chain: KindSpec<ChainProps, ChainValue> = {
  name: 'chain',
  about: 'The option chain of an index or a share as the venue lists it, live around the money: calls, strikes, puts.',
  language: 'yaml',
  starter: 'product: NIFTY\n# expiry: next\n# strikes: 8\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 12, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
