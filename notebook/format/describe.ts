import { leftOpen } from './fence.ts';
import { splitLines } from './lines.ts';
import { type Block, type NotebookFile, proseKind } from './notebook-file.ts';

export interface Heading {
  readonly depth: number;
  readonly text: string;
}

/** What a notebook is, in a line: its first sentence, or its sections where that is made of values; empty where there is no prose. */
export function summaryOf({ blocks }: NotebookFile): string {
  const prose = blocks.filter(({ kind }) => kind === proseKind);
  const [paragraph] = prose.flatMap(({ body }) => paragraphs(body));
  if (paragraph !== undefined && !paragraph.includes('…')) return /^.*?[.!?](?=\s|$)/.exec(paragraph)?.[0] ?? paragraph;
  return prose
    .flatMap(headingsOf)
    .slice(1)
    .map(({ text }) => text)
    .join(' · ');
}

/** Headings of prose, in order; what looks like one inside of a code block is none. */
export function headingsOf({ kind, body }: Pick<Block, 'kind' | 'body'>): readonly Heading[] {
  if (kind !== proseKind) return [];
  const lines = splitLines(body);
  return lines.flatMap((line, index): Heading[] => {
    const match = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\n?$/.exec(line);
    if (!match || leftOpen(lines.slice(0, index))) return [];
    return [{ depth: match[1]?.length ?? 1, text: plain(match[2] ?? '') }];
  });
}

/** Paragraphs as plain text; headings, lists, quotes, tables and code are none. */
const paragraphs = (body: string): string[] =>
  body
    .replace(/^(`{3,}|~{3,})[\s\S]*?^\1.*$/gm, '')
    .split(/\n[ \t]*\n/)
    .map((part) => part.replace(/^ {0,3}#{1,6}[ \t].*\n?/gm, '').trim())
    .filter((part) => part !== '' && !/^(?:[-*+]\s|[>|]|\d+[.)]\s)/.test(part))
    .map(plain);

/** Markdown without its marks; a value of a cell is an ellipsis, because nobody runs it here. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\{[a-z][\w.]*\}/g, '…')
    .replace(/(\*\*|__|[*`])(.+?)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
