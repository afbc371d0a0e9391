import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStrikeRule } from '../../../core/chains/rule-text.ts';
import { chosenStrike, nearestStrike, wantedStrike } from '../../../core/chains/strike-rules.ts';
import { type Price, priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';

const points = (value: number): Price => priceFromDecimal(String(value));
const grid = (from: number, to: number, step: number): Price[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => points(from + index * step));
const every50 = grid(24_000, 28_000, 50);
const rules = (round: number, gap: number) =>
  (['round_gap', 'next_gap', 'gap_round'] as const).map((by) => ({ by, round: points(round), gap: points(gap) }));
const both = (pick: (right: 'call' | 'put') => Price | undefined) =>
  (['call', 'put'] as const).map((right) => priceToDecimal(pick(right)!)).join('/');

// spot, rounded to, gap: what each rule asks for, and what it gets where strikes are listed every 50 and every 100
test.each([
  [25_722, 100, 100, '25900/25600 25900/25600 25900/25600', '25900/25600 25900/25600 25900/25600'],
  [25_700, 100, 100, '25800/25600 25900/25600 25800/25600', '25800/25600 25900/25600 25800/25600'],
  [25_722.4, 100, 50, '25850/25650 25850/25650 25800/25600', '25900/25600 25900/25600 25800/25600'],
  [25_722, 100, 200, '26000/25500 26000/25500 26000/25500', '26000/25500 26000/25500 26000/25500'],
  [25_750, 50, 100, '25850/25650 25900/25650 25850/25650', '25900/25600 25900/25600 25900/25600'],
])('at %d, rounded to %d and a gap of %d', (spot, round, gap, wanted, listed) => {
  const each = rules(round, gap);
  expect(each.map((rule) => both((right) => wantedStrike(rule, points(spot), right))).join(' ')).toBe(wanted);
  expect(each.map((rule) => both((right) => chosenStrike(every50, points(spot), right, rule))).join(' ')).toBe(wanted);
  const every100 = grid(24_000, 28_000, 100);
  expect(each.map((rule) => both((right) => chosenStrike(every100, points(spot), right, rule))).join(' ')).toBe(listed);
});

test.each([
  [25_722, 'atm', '25700/25700'],
  [25_725, 'atm', '25700/25700'],
  [25_725.05, 'atm', '25750/25750'],
  [25_722, 'otm:2', '25800/25600'],
  [25_722, 'itm:1', '25650/25750'],
])('at %d %s is %s', (spot, rule, strikes) => {
  expect(both((right) => chosenStrike(every50, points(spot), right, parseStrikeRule(rule)))).toBe(strikes);
});

test('nothing is listed so far out', () => {
  expect(chosenStrike(every50, points(27_950), 'call', rules(100, 100)[0]!)).toBeUndefined();
  expect(chosenStrike(every50, points(25_000), 'put', { by: 'steps', steps: 30 })).toBeUndefined();
  expect([
    nearestStrike([], points(25_000)),
    chosenStrike([], points(25_000), 'call', { by: 'steps', steps: 0 }),
  ]).toEqual([-1, undefined]);
});

describe('laws', () => {
  const strikes = fc
    .uniqueArray(fc.integer({ min: 400, max: 600 }), { minLength: 1, maxLength: 60 })
    .map((steps) => steps.sort((a, b) => a - b).map((step) => points(step * 50)));
  const spot = fc
    .integer({ min: 2_000_000, max: 3_000_000 })
    .map((hundredths) => priceFromDecimal((hundredths / 100).toFixed(2)));
  const rule = fc.record({
    by: fc.constantFrom('round_gap' as const, 'next_gap' as const, 'gap_round' as const),
    round: fc.constantFrom(50, 100, 500).map(points),
    gap: fc.constantFrom(0, 25, 50, 100, 250).map(points),
  });

  test('a rule takes the nearest listed strike that is out of the money by its gap at least', () => {
    fc.assert(
      fc.property(strikes, spot, fc.constantFrom('call' as const, 'put' as const), rule, (listed, at, right, by) => {
        const chosen = chosenStrike(listed, at, right, by);
        const out = (strike: Price) => (right === 'call' ? strike - at : at - strike);
        const wanted = wantedStrike(by, at, right);
        expect(out(wanted)).toBeGreaterThanOrEqual(by.gap);
        const far = listed.filter((strike) => (right === 'call' ? strike >= wanted : strike <= wanted));
        expect(chosen).toBe(far.length === 0 ? undefined : far.reduce((a, b) => (out(a) <= out(b) ? a : b)));
      }),
      { seed: 25_722, numRuns: 300 },
    );
  });

  test('at the money is the nearest strike, and steps count from it', () => {
    fc.assert(
      fc.property(strikes, spot, fc.integer({ min: -70, max: 70 }), (listed, at, steps) => {
        const atm = chosenStrike(listed, at, 'call', { by: 'steps', steps: 0 })!;
        expect(Math.abs(atm - at)).toBe(Math.min(...listed.map((strike) => Math.abs(strike - at))));
        const step = (right: 'call' | 'put', of: number) => chosenStrike(listed, at, right, { by: 'steps', steps: of });
        expect(step('call', steps)).toBe(step('put', -steps));
        expect(step('call', steps)).toBe(listed[listed.indexOf(atm) + steps]);
      }),
      { seed: 50, numRuns: 300 },
    );
  });
});

test.each([
  ['round-gap:100/50', { by: 'round_gap', round: points(100), gap: points(50) }],
  [' NEXT-GAP:50/100 ', { by: 'next_gap', round: points(50), gap: points(100) }],
  ['gap-round:2.5/0', { by: 'gap_round', round: points(2.5), gap: points(0) }],
])('reads %s', (text, read) => {
  expect(parseStrikeRule(text)).toEqual(read);
});

test.each(['', 'otm', 'otm:x', 'round:100', 'round-gap:0/50', 'round-gap:100'])('%j is no rule', (text) => {
  expect(() => parseStrikeRule(text)).toThrow('is no rule for strikes: atm, otm:2,');
});
