import { frontMatterLength } from './front-matter.ts';
import { blankLines, splitLines, withLineEnd } from './lines.ts';
import type { Block, NotebookFile } from './notebook-file.ts';

/** The bytes of a block on their way into a file. */
export interface Piece {
  readonly source: string;
  readonly gap: string;
  readonly prose: boolean;
  readonly open?: string;
}

export const pieceOf = (block: Block): Piece => ({
  source: block.source,
  gap: block.gap,
  prose: !block.header,
  ...(block.open === undefined ? {} : { open: block.open }),
});

/**
 * Puts pieces together. A piece that something follows gets what it lacks to stay a piece of its own: its last line end, the
 * fence it left open, and two blank lines between prose and prose.
 */
export function assemble(file: NotebookFile, pieces: readonly Piece[], front: string = file.front.source): string {
  const body = pieces.map((piece, index) => {
    const next = pieces[index + 1];
    return next ? closed(piece, file.lineEnd) + separating(piece, next, file.lineEnd) : piece.source + piece.gap;
  });
  const text = file.lead + body.join('');
  return (text === '' ? front : separateFront(front, text, file.lineEnd)) + text;
}

function closed(piece: Piece, lineEnd: string): string {
  const source = withLineEnd(piece.source, lineEnd);
  return piece.open === undefined ? source : source + piece.open + lineEnd;
}

function separating(piece: Piece, next: Piece, lineEnd: string): string {
  const wanted = piece.prose && next.prose ? 2 : 0;
  const gap = withLineEnd(piece.gap, lineEnd);
  return gap + lineEnd.repeat(Math.max(0, wanted - blankLines(gap)));
}

/** Keeps prose that begins with a rule from being read as front matter, and a byte order mark in it from being the file's. */
function separateFront(front: string, text: string, lineEnd: string): string {
  if (front !== '' && front !== '\uFEFF') return withLineEnd(front, lineEnd);
  const taken = frontMatterLength(splitLines(text)) > 0 || (front === '' && text.startsWith('\uFEFF'));
  return taken ? front + lineEnd : front;
}
