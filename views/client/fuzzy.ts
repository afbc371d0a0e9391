export interface Match {
  /** Higher is nearer to what was meant. */
  readonly score: number;
  /** Where the letters stand that were asked for, ascending. */
  readonly letters: readonly number[];
}

const isWordStart = (text: string, at: number): boolean =>
  /[\p{L}\p{N}$]/u.test(text[at] ?? '') && !/[\p{L}\p{N}$]/u.test(text[at - 1] ?? ' ');

const run = (from: number, length: number): number[] => Array.from({ length }, (_, index) => from + index);

/**
 * How well a text answers a query. Words of the query stand in any order; each is sought as the text's beginning, the beginning of a word, the
 * beginnings of several (`rst` in "run stale"), inside, and last as letters in order. Undefined when a word is not there in any of these ways.
 */
export function fuzzy(query: string, text: string): Match | undefined {
  const found = wordsOf(query).map((word) => matchWord(word, lower(text)));
  if (!found.every((match) => match !== undefined)) return undefined;
  const letters = [...new Set(found.flatMap((match) => match.letters))].sort((a, b) => a - b);
  const score = found.reduce((sum, match) => sum + match.score, 0) / Math.max(1, found.length);
  return { score, letters };
}

/** Small letters, each at its place. */
const lower = (text: string): string =>
  text.replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter));

const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

function matchWord(word: string, text: string): Match | undefined {
  if (text.startsWith(word)) return { score: 1_000, letters: run(0, word.length) };
  const inside: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) inside.push(at);
  const start = inside.find((at) => isWordStart(text, at));
  if (start !== undefined) return { score: 800 - Math.min(99, start), letters: run(start, word.length) };
  const starts = byStarts(word, text);
  if (starts) return { score: 600 - Math.min(99, spread(starts)), letters: starts };
  const [first] = inside;
  if (first !== undefined) return { score: 400 - Math.min(99, first), letters: run(first, word.length) };
  const scattered = inOrder(word, text);
  return scattered && { score: 200 - Math.min(150, spread(scattered)), letters: scattered };
}

const spread = (letters: readonly number[]): number => (letters.at(-1) ?? 0) - (letters[0] ?? 0) + 1 - letters.length;

/** Each letter begins a word or follows the letter before it: for each, all places where it can stand, and from where. */
function byStarts(word: string, text: string): number[] | undefined {
  let places = new Map<number, readonly number[]>();
  for (const [index, letter] of [...word].entries()) {
    const next = new Map<number, readonly number[]>();
    let earliest: readonly number[] | undefined;
    for (let at = 0; at < text.length; at++) {
      const before = places.get(at - 1);
      if (text[at] === letter) {
        const from =
          index === 0
            ? isWordStart(text, at)
              ? []
              : undefined
            : (before ?? (isWordStart(text, at) ? earliest : undefined));
        if (from) next.set(at, [...from, at]);
      }
      earliest ??= places.get(at);
    }
    if (next.size === 0) return undefined;
    places = next;
  }
  const [found] = places.values();
  return found && [...found];
}

/** The letters one after the other, drawn together from the end so that they stand near each other. */
function inOrder(word: string, text: string): number[] | undefined {
  let end = -1;
  for (const letter of word) {
    end = text.indexOf(letter, end + 1);
    if (end < 0) return undefined;
  }
  const letters: number[] = [];
  for (const letter of [...word].reverse()) {
    const at = text.lastIndexOf(letter, end);
    letters.unshift(at);
    end = at - 1;
  }
  return letters;
}
