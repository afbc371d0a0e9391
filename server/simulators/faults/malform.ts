import type { Random } from '../../../core/random.ts';

const pair = /"[A-Za-z_]\w*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g;
const numberOf = /^("[^"]*"\s*:\s*)(-?\d[\d.eE+-]*)$/;

const damages: readonly ((text: string, random: Random) => string | undefined)[] = [
  function cutShort(text, random) {
    return text.slice(0, random.integer(1, Math.max(1, text.length - 1)));
  },
  function noJson() {
    return '<html><body><h1>502 Bad Gateway</h1></body></html>';
  },
  function fieldMissing(text, random) {
    return replaceOne(text, random, pair, () => '"":null');
  },
  function textForNumber(text, random) {
    return replaceOne(text, random, pair, (each) => numberOf.exec(each) && each.replace(numberOf, '$1"n/a"'));
  },
  function beyondExact(text, random) {
    return replaceOne(
      text,
      random,
      pair,
      (each) => numberOf.exec(each) && each.replace(numberOf, '$190071992547409931234'),
    );
  },
];

/** Damages JSON in one of several ways; the same text and the same chance give the same damage. */
export function malform(text: string, random: Random): string {
  const damaged = random.pick(damages)(text, random);
  return damaged === undefined || damaged === text ? text.slice(0, Math.floor(text.length / 2)) : damaged;
}

/** Replaces one of the matches for which there is a replacement. */
function replaceOne(
  text: string,
  random: Random,
  pattern: RegExp,
  by: (match: string) => string | null,
): string | undefined {
  const choices = [...text.matchAll(pattern)].flatMap((match) => {
    const replacement = by(match[0]);
    return replacement === null ? [] : [{ start: match.index, end: match.index + match[0].length, replacement }];
  });
  if (choices.length === 0) return undefined;
  const { start, end, replacement } = random.pick(choices);
  return text.slice(0, start) + replacement + text.slice(end);
}
