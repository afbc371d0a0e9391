import { expect, it, test } from 'vitest';
import { wordsOf } from '../../../server/cli/shell/words.ts';

it.each<[string, string[]]>([
  ['', []],
  ['   ', []],
  ['trade ES buy 2', ['trade', 'ES', 'buy', '2']],
  ["limit ZN buy 1 110'085", ['limit', 'ZN', 'buy', '1', "110'085"]],
  [
    "  stop-bracket ZB sell 1 115'09 115'12 114'31  ",
    ['stop-bracket', 'ZB', 'sell', '1', "115'09", "115'12", "114'31"],
  ],
  ['contracts "ZN Dec26"', ['contracts', 'ZN Dec26']],
  ["price '110 08.5'", ['price', '110 08.5']],
  ['query "select \\"a\\" from b"', ['query', 'select "a" from b']],
  ['query ""', ['query', '']],
  ['a "b"c" d', []],
])('the words of %j', (line, words) => {
  if (words.length === 0 && line.trim() !== '') expect(() => wordsOf(line)).toThrow(/begins with " ends with it/);
  else expect(wordsOf(line)).toEqual(words);
});

test('a word that is not closed is said to be so', () => {
  expect(() => wordsOf('query "select 1')).toThrow('A word that begins with " ends with it; nothing was done.');
  expect(() => wordsOf("query 'select 1")).toThrow("A word that begins with ' ends with it; nothing was done.");
});
