import type { KindSpec } from '../kind.ts';
import { exported } from './export.ts';
import { type InputProps, props } from './schema.ts';
import { frames, refs } from './server.ts';
import { given, initial, names, parse } from './spec.ts';
import { type InputValue, value } from './value.ts';
import { view } from './view.ts';

export const input: KindSpec<InputProps, InputValue> = {
  name: 'input',
  about: 'A value a person sets and other cells read as $name: number, text, date, dates, range, toggle or select.',
  language: 'yaml',
  starter: 'type: select\nlabel: instrument\noptions: instruments\ndefault: ZNZ6',
  props,
  value,
  capability: 'read',
  layout: { frame: 'inline', span: 2, pace: 'once' },
  keys: [
    { name: 'more', keys: ['Shift-ArrowRight', 'Shift-ArrowUp'], about: 'Move a slider up by ten steps' },
    { name: 'less', keys: ['Shift-ArrowLeft', 'Shift-ArrowDown'], about: 'Move a slider down by ten steps' },
    { name: 'next', keys: ['ArrowDown'], about: 'Open a list, or go to its next choice' },
    { name: 'previous', keys: ['ArrowUp'], about: 'Go to the choice before' },
    { name: 'close', keys: ['Escape'], about: 'Close a list' },
  ],
  input: { names, initial, parse, given },
  refs,
  frames,
  view,
  exportAs: {
    html: async (shown) => exported(shown),
    json: ({ name, type, text, setting }) => ({ name, type, text, setting }),
  },
};
