import type { CellContext, Refs } from '../kind.ts';
import { fill, namesOf, valueText } from './inline-values.ts';
import { readMarkdown } from './markdown.ts';
import type { NoteProps, NoteValue } from './schema.ts';

/** Prose shows what it can: a name that nothing has is marked in the text and stops nothing. */
export function refs({ markdown }: NoteProps): Refs {
  const cells = namesOf(readMarkdown(markdown)).map((name) => name.split('.')[0] ?? name);
  return { reads: [], mentions: [...new Set(cells)] };
}

/** One frame: the session runs prose again when a cell it reads has a new value. */
export async function* frames({ markdown }: NoteProps, context: CellContext): AsyncIterable<NoteValue> {
  yield {
    blocks: fill(readMarkdown(markdown), (name) => {
      const [cell = '', ...path] = name.split('.');
      return valueText(context.valueOf(cell), path);
    }),
  };
}
