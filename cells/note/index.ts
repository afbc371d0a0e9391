import type { KindSpec } from '../kind.ts';
import { type NoteProps, type NoteValue, props, value } from './schema.ts';
import { frames, refs } from './server.ts';
import { view } from './view.ts';

export const note: KindSpec<NoteProps, NoteValue> = {
  name: 'note',
  about: 'Prose in Markdown, with values of cells inline: {cell.column}.',
  language: 'markdown',
  starter: 'Some text.',
  props,
  value,
  capability: 'read',
  layout: { frame: 'prose', span: 12, pace: 'once' },
  refs,
  frames,
  view,
};
