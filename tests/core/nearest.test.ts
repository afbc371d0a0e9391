import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../core/nearest.ts';

test.each([
  ['enviroment', ['environment', 'seed', 'demo'], ['environment']],
  ['SEDE', ['seed', 'server'], ['seed']],
  ['prot', ['port', 'host'], ['port']],
  ['zzzz', ['seed', 'server'], []],
  ['port', ['port', 'port'], ['port']],
])('%s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toEqual(expected);
});

test('as a question', () => {
  expect([didYouMean([]), didYouMean(['a']), didYouMean(['a', 'b']), didYouMean(['a', 'b', 'c'])]).toEqual([
    '',
    ' Did you mean a?',
    ' Did you mean a or b?',
    ' Did you mean a, b or c?',
  ]);
});
