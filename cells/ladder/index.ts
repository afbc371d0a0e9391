import type { KindSpec } from '../kind.ts';
import { sizes } from './arm.ts';
import { type LadderProps, type LadderValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const ladder: KindSpec<LadderProps, LadderValue> = {
  name: 'ladder',
  about:
    'Live depth of one instrument by price, with your own orders, position and P&L at each level, or a scenario of them; trades once armed.',
  language: 'yaml',
  starter: 'instrument: ZN\n',
  starterOf: { instrument: 'instrument: {name}\n' },
  props,
  value,
  capability: 'read',
  keys: [
    {
      name: 'arm',
      keys: ['a'],
      hold: true,
      about: 'Arm: a click on a bid buys there, on an ask sells, with Shift by a stop',
    },
    { name: 'disarm', keys: ['Escape'], about: 'Leave an order where it is, or disarm' },
    { name: 'move', keys: ['m'], about: 'Take up the next own order; arrows move it, as dragging does' },
    { name: 'send-move', keys: ['Enter'], about: 'Ask for the price an order was moved to' },
    { name: 'cancel-all', keys: ['x'], hold: true, about: "Cancel every order of the ladder's account here" },
    { name: 'flatten', keys: ['f'], hold: true, about: 'Cancel them and close the position at the market, once armed' },
    ...sizes.map((size, index) => ({
      name: `size-${index + 1}`,
      keys: [String(index + 1)],
      about: `Make the next order one of ${size}`,
    })),
    { name: 'center', keys: ['c'], about: 'Center on the market' },
    { name: 'up', keys: ['ArrowUp'], about: 'Scroll up by a price' },
    { name: 'down', keys: ['ArrowDown'], about: 'Scroll down by a price' },
    { name: 'page-up', keys: ['PageUp'], about: 'Scroll up by a screen' },
    { name: 'page-down', keys: ['PageDown'], about: 'Scroll down by a screen' },
  ],
  layout: { frame: 'box', span: 5, pace: 'hot' },
  refs,
  frames,
  view,
  caption,
};
