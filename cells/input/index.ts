import type { KindSpec } from '../kind.ts';
import { type InputProps, type InputValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { initial, parse } from './spec.ts';
import { exported, view } from './view.ts';

export const input: KindSpec<InputProps, InputValue> = {
  name: 'input',
  about: 'A value that a person sets and other cells read as $name: a number, a text, a date or a choice.',
  language: 'yaml',
  starter: 'type: choice\nlabel: instrument\nchoices: instruments\ndefault: ZNZ6',
  props,
  value,
  capability: 'read',
  layout: { frame: 'inline', span: 2, pace: 'once' },
  input: { initial, parse },
  refs,
  frames,
  view,
  exportAs: {
    html: async (shown) => exported(shown),
    json: (shown) => ({ name: shown.name, type: shown.type, text: shown.text }),
  },
};
