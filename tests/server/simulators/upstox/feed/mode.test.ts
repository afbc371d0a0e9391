import { expect, it } from 'vitest';
import { isTooMany, type Mode } from '../../../../../server/simulators/upstox/feed/mode.ts';

it.each<[string, readonly (readonly [Mode, number])[], boolean]>([
  ['last prices alone', [['ltpc', 5_000]], false],
  ['one more', [['ltpc', 5_001]], true],
  [
    'last prices beside others',
    [
      ['ltpc', 2_000],
      ['full', 1_500],
    ],
    false,
  ],
  [
    'more beside others',
    [
      ['ltpc', 2_001],
      ['full', 1],
    ],
    true,
  ],
  ['whole quotes alone', [['full', 2_000]], false],
  [
    'as many beside others',
    [
      ['full', 2_000],
      ['ltpc', 1],
    ],
    true,
  ],
  ['greeks alone', [['option_greeks', 3_000]], false],
  ['more greeks', [['option_greeks', 3_001]], true],
  ['deep books', [['full_d30', 50]], false],
  ['more deep books', [['full_d30', 51]], true],
  [
    'nothing beside',
    [
      ['ltpc', 5_000],
      ['full', 0],
    ],
    false,
  ],
])('%s', (_what, counts, expected) => {
  expect(isTooMany(new Map(counts))).toBe(expected);
});
