import type { KindSpec } from '../kind.ts';
import { type OrdersProps, type OrdersValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const orders: KindSpec<OrdersProps, OrdersValue> = {
  name: 'orders',
  about: 'Orders at work and those that ended, with what became of each; those placed elsewhere at the venue too.',
  language: 'yaml',
  starter: '# show: open\n',
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 6, pace: 'live' },
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the order above' },
    { name: 'down', keys: ['ArrowDown'], about: 'Go to the order below; Enter opens its trace' },
    { name: 'cancel', keys: ['Delete', 'Backspace'], about: 'Cancel the order at hand' },
  ],
  refs,
  frames,
  view,
  caption,
};
