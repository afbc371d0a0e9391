import type { CellError } from '../../cells/kind.ts';
import type { Block } from '../../notebook/format/index.ts';

/** Something about a notebook's text that a person should know, at its place in the file. */
export interface Finding {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly cell: string | null;
  /** A warning keeps nothing from running. */
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where a cell writes a name: `$day`, `fills`; of `book.ZNZ6` the instrument, where only that is written. The header, where neither is. */
export function placeOfName(block: Block, name: string): Place {
  for (const written of [name, name.slice(name.indexOf('.') + 1)]) {
    const found = new RegExp(`(?<![\\w$])${escaped(written)}(?!\\w)`, 'i').exec(block.body);
    if (found) return inFile(block, placeAt(block.body, found.index));
  }
  return placeOfHeader(block);
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The name in the opening line of a cell; the beginning of prose. */
export function placeOfHeader({ header, line }: Block): Place {
  return { line, column: header ? header.fence.length + header.kind.length + 2 : 1 };
}

/** A place in a body as one in the file. */
export const inFile = (block: Block, { line, column }: Place): Place => ({ line: block.bodyLine + line - 1, column });

export function errorAt(block: Block, { code, message, hint }: CellError, { line, column }: Place): Finding {
  return { line, column, cell: block.id, severity: 'error', code, message, ...(hint === undefined ? {} : { hint }) };
}

export function warningAt(
  block: Block,
  { code, message, hint }: { readonly code: string; readonly message: string; readonly hint?: string },
  { line, column }: Place,
): Finding {
  return { line, column, cell: block.id, severity: 'warning', code, message, ...(hint === undefined ? {} : { hint }) };
}
