import { headingsOf } from './describe.ts';
import type { Block } from './notebook-file.ts';

/** What stands under the last heading of a note: the blocks up to the next heading that is as high. None for a block without a heading. */
export function sectionOf(blocks: readonly Block[], id: string): readonly Block[] {
  const at = blocks.findIndex((block) => block.id === id);
  const block = blocks[at];
  const depth = block && headingsOf(block).at(-1)?.depth;
  if (depth === undefined) return [];
  const end = blocks.findIndex(
    (each, index) => index > at && headingsOf(each).some((heading) => heading.depth <= depth),
  );
  return blocks.slice(at + 1, end < 0 ? undefined : end);
}
