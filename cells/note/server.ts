import type { CellContext, Refs } from '../kind.ts';
import { fill, namesOf, valueText } from './inline-values.ts';
import { readMarkdown } from './markdown.ts';
import type { NoteProps, NoteValue } from './schema.ts';

/** A name with a path is a cell, one without is an input. */
export function refs({ markdown }: NoteProps): Refs {
  const reads = namesOf(readMarkdown(markdown)).map((name) =>
    name.includes('.') ? name.slice(0, name.indexOf('.')) : `$${name}`,
  );
  return { reads: [...new Set(reads)] };
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
