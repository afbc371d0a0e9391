import { diff } from './diff.ts';
import { diffWords, type Part } from './words.ts';

export interface Line {
  readonly type: 'same' | 'removed' | 'added';
  readonly parts: readonly Part[];
}

const split = (text: string): string[] => (text === '' ? [] : text.split('\n'));

const plain = (type: Line['type'], text: string): Line => ({ type, parts: [{ text, changed: false }] });

/** Two texts line by line; of a changed line both versions stand there, removed before added, with the words that differ. */
export function diffLines(before: string, after: string): Line[] {
  const [old, now] = [split(before), split(after)];
  const lines: Line[] = [];
  let at = 0;
  for (const { from, to, start, end } of diff(old, now)) {
    lines.push(...old.slice(at, from).map((text) => plain('same', text)));
    lines.push(...changed(old.slice(from, to), now.slice(start, end)));
    at = to;
  }
  return [...lines, ...old.slice(at).map((text) => plain('same', text))];
}

function changed(old: readonly string[], now: readonly string[]): Line[] {
  const pairs = old.map((text, index) => {
    const other = now[index];
    return other === undefined ? undefined : diffWords(text, other);
  });
  return [
    ...old.map((text, index): Line => {
      const parts = pairs[index]?.before;
      return parts ? { type: 'removed', parts } : plain('removed', text);
    }),
    ...now.map((text, index): Line => {
      const parts = pairs[index]?.after;
      return parts ? { type: 'added', parts } : plain('added', text);
    }),
  ];
}

/** How many lines were added and removed. */
export function sizeOfChange(before: string, after: string): { added: number; removed: number } {
  const hunks = diff(split(before), split(after));
  return {
    added: hunks.reduce((sum, { start, end }) => sum + end - start, 0),
    removed: hunks.reduce((sum, { from, to }) => sum + to - from, 0),
  };
}
