import { plainText } from './plain-text.ts';
import type { NoteValue } from './schema.ts';

export interface OutlineEntry {
  readonly depth: number;
  readonly text: string;
  /** Id of the heading on the page. */
  readonly anchor: string;
}

/** The headings of a note, in order. */
export const outline = ({ blocks }: NoteValue): OutlineEntry[] =>
  blocks.flatMap((block) =>
    block.type === 'heading' ? [{ depth: block.depth, text: plainText(block.children), anchor: block.anchor }] : [],
  );
