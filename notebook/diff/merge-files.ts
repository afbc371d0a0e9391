import { assemble, pieceOf } from '../format/assemble.ts';
import type { Block, NotebookFile } from '../format/notebook-file.ts';
import { parse } from '../format/parse.ts';
import { merge } from './merge.ts';

const sameText = (a: Block, b: Block): boolean => a.source.trimEnd() === b.source.trimEnd();

/** What two writers made of one notebook, cell by cell; undefined where they changed the same cell, place or front matter. */
export function mergeFiles(base: NotebookFile, ours: NotebookFile, theirs: NotebookFile): NotebookFile | undefined {
  const front = mergeText(base.front.source, ours.front.source, theirs.front.source);
  const blocks = merge(base.blocks, ours.blocks, theirs.blocks, sameText);
  if (front === undefined || blocks === undefined) return undefined;
  const pieces = blocks.map((block, index) => {
    const piece = pieceOf(block);
    return index < blocks.length - 1 && piece.gap === '' ? { ...piece, gap: theirs.lineEnd } : piece;
  });
  return parse(assemble(theirs, pieces, front), theirs);
}

function mergeText(base: string, ours: string, theirs: string): string | undefined {
  if (ours === base || ours === theirs) return theirs;
  return theirs === base ? ours : undefined;
}
