import { closes, opening } from './fence.ts';
import { readHeader } from './header.ts';
import { isBlank } from './lines.ts';
import type { Header } from './notebook-file.ts';

/** A block before it has an id: its lines, and those behind it that are blank. */
export interface Segment {
  readonly header?: Header;
  readonly lines: string[];
  readonly gap: string[];
  /** Fence without an end. */
  open?: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Cuts lines into cells and prose. Prose goes on over one blank line and ends at two, so that two notes can stand side by side;
 * a code block in it is one piece whatever it holds.
 */
export function segment(lines: readonly string[], firstLine: number): { lead: string; segments: Segment[] } {
  const lead: string[] = [];
  const segments: Segment[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const last = segments.at(-1);
    if (isBlank(line)) {
      (last?.gap ?? lead).push(line);
      at += 1;
      continue;
    }
    const header = readHeader(line);
    const marks = header?.fence ?? opening(line)?.marks;
    const end = marks === undefined ? at + 1 : endOfFence(lines, at + 1, marks);
    const taken = lines.slice(at, end);
    const open = marks !== undefined && !(taken.length > 1 && closes(taken.at(-1)!, marks)) ? { open: marks } : {};
    if (!header && last && !last.header && last.gap.length < 2) {
      last.lines.push(...last.gap.splice(0), ...taken);
      Object.assign(last, open);
    } else {
      segments.push({ ...(header ? { header } : {}), lines: taken, gap: [], line: firstLine + at, ...open });
    }
    at = end;
  }
  return { lead: lead.join(''), segments };
}

/** The index behind the line that closes a fence, or behind the last line. */
function endOfFence(lines: readonly string[], from: number, marks: string): number {
  for (let at = from; at < lines.length; at++) if (closes(lines[at]!, marks)) return at + 1;
  return lines.length;
}
