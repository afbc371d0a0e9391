import type { KindSpec } from '../kind.ts';
import { type LadderProps, type LadderValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const ladder: KindSpec<LadderProps, LadderValue> = {
  name: 'ladder',
  about:
    'Live depth of one instrument by price, with your own orders, position and P&L at each level, or a scenario of them; trades once armed.',
  language: 'yaml',
  starter: 'instrument: ZN\n',
  props,
  value,
  capability: 'read',
  keys: [
    { keys: 'hold A', about: 'Arm: a click on a bid buys there, on an ask sells; 30 idle seconds disarm' },
    { keys: '1 – 4', about: 'Size of the next order' },
    { keys: 'c', about: 'Center on the market' },
    { keys: '↑ ↓', about: 'Scroll by a price, with Page by a screen' },
    { keys: 'Esc', about: 'Disarm' },
  ],
  layout: { frame: 'box', span: 5, pace: 'hot' },
  refs,
  frames,
  view,
  caption,
};
