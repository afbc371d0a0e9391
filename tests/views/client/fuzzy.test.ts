import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fuzzy } from '../../../views/client/fuzzy.ts';

/** The text with the letters that were found in brackets. */
const shown = (query: string, text: string): string | undefined => {
  const found = fuzzy(query, text);
  return found && [...text].map((letter, at) => (found.letters.includes(at) ? `[${letter}]` : letter)).join('');
};

test.each([
  ['run', 'Run what is stale', '[R][u][n] what is stale'],
  ['st', 'Run what is stale', 'Run what is [s][t]ale'],
  ['rst', 'Run what is stale', '[R]un what is [s][t]ale'],
  ['rwis', 'Run what is stale', '[R]un [w]hat [i][s] stale'],
  ['hat', 'Run what is stale', 'Run w[h][a][t] is stale'],
  ['rntl', 'Run what is stale', '[R]u[n] what is s[t]a[l]e'],
  ['stale run', 'Run what is stale', '[R][u][n] what is [s][t][a][l][e]'],
  ['by', 'fills_by_minute', 'fills_[b][y]_minute'],
  ['fbm', 'fills_by_minute', '[f]ills_[b]y_[m]inute'],
  ['es', 'Ladder of ESZ6', 'Ladder of [E][S]Z6'],
  ['$day', '$day', '[$][d][a][y]'],
  ['', 'Anything', 'Anything'],
  ['xyz', 'Run what is stale', undefined],
  ['t', 'İt', 'İ[t]'],
  ['run xyz', 'Run what is stale', undefined],
  ['elats', 'stale', undefined],
])('%s in %s', (query, text, expected) => expect(shown(query, text)).toBe(expected));

describe('the order', () => {
  it('is beginning, word, beginnings of words, inside, letters in order', () => {
    const texts = [
      'Rolls and marks',
      'Sum of all',
      'Exam at one',
      'Mark, fills at ten',
      'A mark',
      'Mall',
      'mat',
      'Remake it',
    ];
    const ranked = (query: string) =>
      texts
        .flatMap((text) => {
          const found = fuzzy(query, text);
          return found ? [{ text, score: found.score }] : [];
        })
        .sort((a, b) => b.score - a.score)
        .map(({ text }) => text);
    expect(ranked('ma')).toEqual([
      'Mark, fills at ten',
      'Mall',
      'mat',
      'A mark',
      'Rolls and marks',
      'Remake it',
      'Exam at one',
      'Sum of all',
    ]);
    expect(ranked('mft')).toEqual(['Mark, fills at ten']);
  });
});

test('what it says to highlight spells the query, and a text answers to itself', () => {
  const words = fc.array(fc.constantFrom('run', 'stale', 'fills', 'by', 'minute', 'ladder', 'of', 'a'), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(
      words,
      fc.string({ maxLength: 4 }).filter((text) => !/\s/.test(text)),
      (parts, query) => {
        const text = parts.join(' ');
        const found = fuzzy(query, text);
        expect(fuzzy(text, text)?.letters.length).toBeGreaterThan(0);
        if (found) expect(found.letters.map((at) => text[at]).join('')).toBe(query.toLowerCase());
      },
    ),
  );
});
