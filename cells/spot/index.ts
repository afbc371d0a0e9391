import type { KindSpec } from '../kind.ts';
import { props, type SpotProps, type SpotValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const spot: KindSpec<SpotProps, SpotValue> = {
  name: 'spot',
  about:
    'The price that scenarios take as now: source, age and why this one; type or paste a price, or choose another source.',
  language: 'yaml',
  starter: '# instruments: [ZN, ZF]\n',
  starterOf: { instrument: 'instruments: [{name}]\n' },
  props,
  value,
  capability: 'read',
  layout: { frame: 'box', span: 6, pace: 'live' },
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the instrument above' },
    { name: 'down', keys: ['ArrowDown'], about: 'Go to the instrument below' },
    {
      name: 'type',
      keys: ['Enter'],
      about: 'Type a price, or an instrument and a price; a digit, a capital or a paste begins one too',
    },
    { name: 'next-source', keys: ['x'], about: 'Use the next source; after the last one their order again' },
    { name: 'withdraw', keys: ['Delete', 'Backspace'], about: 'Take the price by hand back' },
    { name: 'leave', keys: ['Escape'], about: 'Leave what is typed and not stated' },
  ],
  refs,
  frames,
  view,
  caption,
};
