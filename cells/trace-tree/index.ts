import type { KindSpec } from '../kind.ts';
import { props, type TraceTreeProps, type TraceTreeValue, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { caption, view } from './view.ts';

export const traceTree: KindSpec<TraceTreeProps, TraceTreeValue> = {
  name: 'trace-tree',
  about: 'One trace as a waterfall, a flame or statistics: who called whom, own time, critical path, errors.',
  language: 'yaml',
  starter: 'slowest: "*"\nminutes: 15\n',
  props,
  value,
  capability: 'read',
  keys: [
    { name: 'up', keys: ['ArrowUp'], about: 'Go to the call above, or to the caller in a flame' },
    { name: 'down', keys: ['ArrowDown'], about: 'Go to the call below, or to a callee in a flame' },
    { name: 'out', keys: ['ArrowLeft'], about: 'Fold what a call called, then go to its caller' },
    { name: 'in', keys: ['ArrowRight'], about: 'Unfold what a call called, then go into it' },
    { name: 'page-up', keys: ['PageUp'], about: 'Go up by a screen of calls' },
    { name: 'page-down', keys: ['PageDown'], about: 'Go down by a screen of calls' },
    { name: 'first', keys: ['Home'], about: 'Go to the first call' },
    { name: 'last', keys: ['End'], about: 'Go to the last call' },
    { name: 'open', keys: ['Enter'], about: 'Open the call: arguments, result, error, source; in a flame, zoom in' },
    { name: 'close', keys: ['Escape'], about: 'Close the call, then zoom out' },
    { name: 'zoom', keys: ['z'], about: 'Zoom to the time of the call' },
    { name: 'fold-all', keys: ['Shift-Z'], about: 'Fold everything below the first calls, or unfold everything' },
    { name: 'next-error', keys: ['e'], about: 'Go to the next call that failed' },
    { name: 'search', keys: ['/'], about: 'Search in the trace; Enter goes to the next call found' },
    { name: 'view', keys: ['v'], about: 'Change between waterfall, flame and statistics' },
  ],
  layout: { frame: 'box', span: 12, pace: 'live' },
  refs,
  frames,
  view,
  caption,
};
