import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketState, middleOf, recenter, slackOf } from '../../../cells/ladder/center.ts';
import { zn } from '../live-topics.ts';
import { at, bookOf } from './fixture.ts';

describe('recenter', () => {
  const cases: [name: string, anchor: number | null, middle: number | null, slack: number, expected: number | null][] =
    [
      ['begins at the market', null, 100, 4, 100],
      ['waits while nothing has a price', null, null, 4, null],
      ['stays when the market goes away', 100, null, 4, 100],
      ['stays where the market is', 100, 100, 4, 100],
      ['stays at the upper edge of the band', 100, 104, 4, 100],
      ['stays at the lower edge of the band', 100, 96, 4, 100],
      ['jumps when the market leaves it above', 100, 105, 4, 105],
      ['jumps when the market leaves it below', 100, 95, 4, 95],
      ['jumps with a gap', 100, 400, 4, 400],
    ];
  it.each(cases)('%s', (_, anchor, middle, slack, expected) => {
    expect(recenter(anchor, middle, slack)).toBe(expected);
  });

  it('never leaves the market further away than the slack', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }),
        fc.integer({ min: 3, max: 40 }),
        (path, levels) => {
          let anchor: number | null = null;
          for (const middle of path) {
            anchor = recenter(anchor, middle, slackOf(levels));
            expect(Math.abs(anchor! - middle)).toBeLessThanOrEqual(slackOf(levels));
          }
        },
      ),
    );
  });
});

describe('middleOf and marketState', () => {
  const cases: [
    given: Parameters<typeof bookOf>[0] | undefined,
    last: number | undefined,
    middle: number | null,
    state: string,
  ][] = [
    [{ bid: 100, ask: 102 }, undefined, 101, 'open'],
    [{ bid: 100, ask: 101 }, undefined, 100, 'open'],
    [{ bid: 100 }, 90, 100, 'bids only'],
    [{ ask: 102 }, 90, 102, 'asks only'],
    [{ bid: 102, ask: 100 }, undefined, 101, 'crossed'],
    [{ bid: 100, ask: 100 }, undefined, 100, 'crossed'],
    [{}, 90, 90, 'empty'],
    [{}, undefined, null, 'empty'],
    [undefined, undefined, null, 'none'],
  ];
  it.each(cases)('%j with last %j', (given, last, middle, state) => {
    const snapshot = given && bookOf(given).snapshot;
    expect(middleOf(snapshot, last === undefined ? undefined : at(last), zn.tick)).toBe(middle);
    expect(marketState(snapshot)).toBe(state);
  });
});
