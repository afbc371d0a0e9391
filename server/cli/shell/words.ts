import { WrongUse } from '../client.ts';

/**
 * The words of a typed line. A quotation mark opens a word with blanks where a word begins, so that the tick mark of a price (`110'085`) is a letter like any other.
 * Throws `WrongUse` where one is not closed.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    const [, quoted] = /^"((?:[^"\\]|\\.)*)"(?=\s|$)/.exec(rest) ?? /^'([^']*)'(?=\s|$)/.exec(rest) ?? [];
    if (quoted !== undefined) {
      words.push(rest.startsWith('"') ? quoted.replaceAll(/\\(.)/g, '$1') : quoted);
      rest = rest.slice(lengthOfQuoted(rest)).trimStart();
      continue;
    }
    if (rest.startsWith('"') || rest.startsWith("'"))
      throw new WrongUse(`A word that begins with ${rest[0]} ends with it; nothing was done.`);
    const [word = ''] = /^\S+/.exec(rest) ?? [];
    words.push(word);
    rest = rest.slice(word.length).trimStart();
  }
  return words;
}

const lengthOfQuoted = (text: string): number =>
  (/^"(?:[^"\\]|\\.)*"/.exec(text) ?? /^'[^']*'/.exec(text) ?? [''])[0].length;
