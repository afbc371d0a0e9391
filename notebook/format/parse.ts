import { leftOpen } from './fence.ts';
import { frontMatterLength, readFrontMatter } from './front-matter.ts';
import { optionsOf } from './header.ts';
import { identify, type Unnamed } from './identify.ts';
import { bare, lineEndOf, normalize, splitLines } from './lines.ts';
import { type Block, type NotebookFile, type Problem, proseKind } from './notebook-file.ts';
import { optionProblem } from './options.ts';
import { type Segment, segment } from './segment.ts';

/**
 * Reads a notebook. Any text is one: what does not fit is kept and reported as a problem.
 * `previous` is the file as it was, so that prose keeps its ids when the text is edited or read again.
 */
export function parse(text: string, previous?: NotebookFile): NotebookFile {
  const lines = splitLines(text);
  const length = frontMatterLength(lines);
  const { front, problems } = readFrontMatter(lines.slice(0, length));
  const mark = length === 0 && text.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (mark) lines[0] = lines[0]!.slice(1);
  const { lead, segments } = segment(lines.slice(length), length + 1);
  const unnamed = segments.map(readSegment);
  const { ids, problems: names } = identify(unnamed, previous?.blocks ?? []);
  const blocks = unnamed.map(
    (block, index): Block => ({ id: ids[index]!, ...block, name: block.header ? block.name : ids[index]! }),
  );
  return {
    front: mark ? { ...front, source: mark } : front,
    lead,
    blocks,
    problems: [...problems, ...names, ...blocks.flatMap(blockProblems)].sort((a, b) => a.line - b.line),
    title: front.values.title ?? firstHeading(blocks),
    lineEnd: lineEndOf(text),
  };
}

/** The text of a file, byte for byte what was read apart from what an edit replaced. */
export const print = (file: NotebookFile): string =>
  file.front.source + file.lead + file.blocks.map((block) => block.source + block.gap).join('');

function readSegment({ header, lines, gap, line, open }: Segment): Unnamed {
  const closed = open === undefined;
  const content = header ? lines.slice(1, closed ? -1 : undefined) : lines;
  return {
    name: header?.name ?? '',
    kind: header?.kind ?? proseKind,
    ...(header ? { header } : {}),
    options: header ? optionsOf(header) : {},
    body: normalize(content.join('')).replace(/\n$/, ''),
    line,
    bodyLine: header ? line + 1 : line,
    source: lines.join(''),
    gap: gap.join(''),
    ...(open === undefined ? {} : { open }),
  };
}

function blockProblems(block: Block): Problem[] {
  const at = { line: block.line, cell: block.id };
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { key, value, text } of block.header?.words ?? []) {
    if (key === undefined) {
      problems.push({ code: 'bad_option', message: `${text}: expected key=value behind the name of a cell.`, ...at });
      continue;
    }
    const wrong = seen.has(key)
      ? ({ code: 'bad_option', message: `${key} stands twice in the header; the first one counts.` } as const)
      : optionProblem(key, value ?? '');
    seen.add(key);
    if (wrong) problems.push({ ...wrong, ...at });
  }
  if (block.open !== undefined) problems.push(unclosed(block, block.open));
  return problems;
}

function unclosed(block: Block, marks: string): Problem {
  const offset = block.header ? 0 : (leftOpen(splitLines(block.source))?.index ?? 0);
  return {
    code: 'unclosed_fence',
    message: `The fence ${marks} is never closed, so everything below belongs to it. Add a line ${marks} where it ends.`,
    line: block.line + offset,
    cell: block.id,
  };
}

function firstHeading(blocks: readonly Block[]): string {
  for (const block of blocks) {
    if (block.header) continue;
    const lines = splitLines(block.body);
    const heading = lines.find((line, index) => headingText(line) && !leftOpen(lines.slice(0, index)));
    if (heading !== undefined) return headingText(heading) ?? '';
  }
  return '';
}

const headingText = (line: string): string | undefined => /^#[ \t]+(.*?)[ \t]*#*$/.exec(bare(line))?.[1];
