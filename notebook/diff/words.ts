import { diff } from './diff.ts';

/** A piece of a line, and whether the other line has it. */
export interface Part {
  readonly text: string;
  readonly changed: boolean;
}

const wordsOf = (line: string): string[] => line.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];

/** Less of a line in common than this, and the two are different lines rather than one that was changed. */
const leastInCommon = 0.3;

/** Two versions of a line, each in parts; undefined where they have too little in common. */
export function diffWords(before: string, after: string): { before: Part[]; after: Part[] } | undefined {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const hunks = diff(old, now);
  const changed = hunks.flatMap(({ from, to }) => old.slice(from, to)).join('').length;
  const kept = before.length - changed;
  if (kept < leastInCommon * Math.max(before.length, after.length)) return undefined;
  return {
    before: partsOf(
      old,
      hunks.map(({ from, to }) => [from, to]),
    ),
    after: partsOf(
      now,
      hunks.map(({ start, end }) => [start, end]),
    ),
  };
}

function partsOf(words: readonly string[], changes: readonly (readonly [number, number])[]): Part[] {
  const parts: Part[] = [];
  const add = (from: number, to: number, changed: boolean) => {
    if (to > from) parts.push({ text: words.slice(from, to).join(''), changed });
  };
  let at = 0;
  for (const [from, to] of changes) {
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, words.length, false);
  return parts;
}
