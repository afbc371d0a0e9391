import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { SymbolBook } from '../../../core/symbols/book.ts';
import type { SymbologyName } from '../../../core/symbols/symbology.ts';
import { recognize, translate } from '../../../core/symbols/translate.ts';

const book = new SymbolBook((await loadConfig('config')).instruments, 2026);
const to = (text: string, from: SymbologyName, target: SymbologyName) => translate(text, from, target, book);

const monday = 'XCME.VY3.21JUL25.111:75.C';
const wednesday = 'XCME.WY3.20AUG25.111.C';

describe('vectors', () => {
  test.each<[string, SymbologyName, string, SymbologyName, string]>([
    ['S1', 'actantrisk', monday, 'bloomberg', 'VBYN25C3 111.750 Comdty'],
    ['S1', 'bloomberg', 'VBYN25C3 111.750 Comdty', 'actantrisk', monday],
    ['S2', 'actantrisk', monday, 'cme', 'VY3N5 C11175'],
    ['S2', 'cme', 'VY3N5 C11175', 'actantrisk', monday],
    ['S3', 'actantrisk', 'XCME.ZN1.01AUG25.111:5.P', 'bloomberg', '1MQ5P 111.500 Comdty'],
    ['S3', 'bloomberg', '1MQ5P 111.500 Comdty', 'actantrisk', 'XCME.ZN1.01AUG25.111:5.P'],
    ['S4', 'actantrisk', 'XCME.OZN.AUG25.111:25.C', 'bloomberg', 'TYQ5C 111.250 Comdty'],
    ['S4', 'bloomberg', 'TYQ5C 111.250 Comdty', 'actantrisk', 'XCME.OZN.AUG25.111:25.C'],
    ['S5', 'cme', 'OZNQ5 P11050', 'bloomberg', 'TYQ5P 110.500 Comdty'],
    ['S6', 'actantrisk', 'XCME.ZN.SEP25', 'actanttrades', 'XCMEFFDPSX20250919U0ZN'],
    ['S6', 'actanttrades', 'XCMEFFDPSX20250919U0ZN', 'actantrisk', 'XCME.ZN.SEP25'],
    ['S6', 'actanttrades', 'XCMEFFDPSX20250919U0ZN', 'bloomberg', 'TYU5 Comdty'],
    ['S6', 'bloomberg', 'TYU5 Comdty', 'actantrisk', 'XCME.ZN.SEP25'],
    ['S7', 'actantrisk', 'XCME.ZT.SEP25', 'actanttrades', 'XCMEFFDPSX20250930U0ZT'],
    ['S7', 'actanttrades', 'XCMEFFDPSX20250930U0ZT', 'bloomberg', 'TUU5 Comdty'],
    ['S7', 'bloomberg', 'TUU5 Comdty', 'actantrisk', 'XCME.ZT.SEP25'],
    ['S8', 'actantrisk', 'ZF SEP25', 'bloomberg', 'FVU5 Comdty'],
    ['S8', 'actantrisk', 'XCME.ZB.SEP25', 'bloomberg', 'USU5 Comdty'],
    ['S9', 'actanttrades', 'XCMEOCADPS20250714N0VY2/108.75', 'bloomberg', 'VBYN25C2 108.750 Comdty'],
    ['S10', 'bloomberg', 'TYU5C 112.50 Comdty', 'pricingmonkey', 'TYU5C 112.50 call'],
    ['S10', 'pricingmonkey', 'TYU5 112.50 call', 'bloomberg', 'TYU5C 112.500 Comdty'],
    ['a strike as it may come back', 'bloomberg', 'TYU5C 112.5 Comdty', 'cme', 'OZNU5 C11250'],
    ['an expiry', 'actantrisk', wednesday, 'actanttime', 'XCME.ZN.N.G.20AUG25'],
    ['an expiry of a standard series', 'actantrisk', 'XCME.OZN.SEP25.111.C', 'actanttime', 'XCME.ZN.N.G.22AUG25'],
    ['a series of an expiry', 'actanttime', 'XCME.ZN.N.G.22AUG25', 'cme', 'OZNU5'],
    ['a broker', 'broker', 'CALL AUG 25 CBT 10YR TNOTE WED WK1 112.25', 'cme', 'WY1Q5 C11225'],
    ['a broker', 'cme', 'WY1Q5 C11225', 'broker', 'CALL AUG 25 CBT 10YR TNOTE WED WK1 112.25'],
    ['a broker', 'broker', 'SEP 25 CBT 10YR TNOTE', 'bloomberg', 'TYU5 Comdty'],
    [
      'a Friday by its week alone',
      'broker',
      'PUT AUG 25 CBT 10YR TNOTE WK1 111.5',
      'bloomberg',
      '1MQ5P 111.500 Comdty',
    ],
    ['B21-41', 'projectx', 'CON.F.US.EP.Z25', 'cme', 'ESZ5'],
    ['B21-41', 'projectx', 'CON.F.US.ENQ.Z25', 'cme', 'NQZ5'],
    ['B21-41', 'projectx', 'CON.F.US.MNQ.Z25', 'cme', 'MNQZ5'],
    ['an eighth', 'cme', 'OZTU5 C10412', 'bloomberg', 'TUU5C 104.125 Comdty'],
    ['a padded root', 'cme', 'ZCZ5', 'bloomberg', 'C Z5 Comdty'],
    ['another yellow key', 'bloomberg', 'ESZ5 Index', 'tt', 'ES Dec25'],
    ['another decade', 'tt', 'ZN Sep13', 'bloomberg', 'TYU13 Comdty'],
    ['small letters and spaces', 'bloomberg', ' vbyn25c3  111.750 comdty', 'cme', 'VY3N5 C11175'],
  ])('%s: %s %s in %s', (_name, from, text, target, expected) => {
    expect(to(text, from, target)).toEqual({ text: expected });
  });
});

describe('no translation is wrong', () => {
  test.each<[string, SymbologyName, SymbologyName, string]>([
    ['TYX5 Comdty', 'bloomberg', 'cme', '"TYX5 Comdty" is no symbol of bloomberg that is known here.'],
    ['XCME.ZN.SEP25', 'actantrisk', 'actanttime', 'actanttime writes no futures.'],
    [
      'XCME.ZN.N.G.20AUG25',
      'actanttime',
      'bloomberg',
      'WY3 of 2025-08-20 has no strike here, and bloomberg writes none without one.',
    ],
    ['VY3N5 C11175', 'cme', 'tt', 'tt writes no options.'],
    ['ZF1Q5 C10850', 'cme', 'bloomberg', 'What bloomberg calls the options ZF1 of 2025 is not known here.'],
    ['ZFU5', 'cme', 'broker', 'What broker calls ZF futures of 2025 is not known here.'],
    [
      'VY3N5 C11180',
      'cme',
      'bloomberg',
      '"VY3N5 C11180" names the strike 111.8, and options on ZN are listed every 0.25 of a point.',
    ],
    ['OZNU5 C10412', 'cme', 'bloomberg', 'names the strike 104.125, and options on ZN are listed every 0.25'],
    ['ESZ5', 'cme', 'pricingmonkey', 'What pricingmonkey calls ES futures of 2025 is not known here.'],
  ])('%s from %s to %s', (text, from, target, reason) => {
    expect(to(text, from, target)).toEqual({ reason: expect.stringContaining(reason) });
  });

  test.each<[string, SymbologyName]>([
    ['XCME.VY3.22JUL25.111:75.C', 'actantrisk'],
    ['XCME.VY2.21JUL25.111:75.C', 'actantrisk'],
    ['XCME.VY.21JUL25.111:75.C', 'actantrisk'],
    ['XCME.OZN.22AUG25.111:75.C', 'actantrisk'],
    ['XCMEFFDPSX20250918U0ZN', 'actanttrades'],
    ['XCMEFFDPSX20250919U5ZN', 'actanttrades'],
    ['XCMEOCADPS20250714N0VY3/108.75', 'actanttrades'],
    ['XCMEOCADPS20250714M0VY2/108.75', 'actanttrades'],
    ['ZN4Q5 C11100', 'cme'],
    ['VY5N5 C11100', 'cme'],
    ['1MQ5P 111.5:0 Comdty', 'bloomberg'],
    ['VBYN25C3 111.750 call', 'bloomberg'],
    ['VBYN25C3 111.75 put', 'pricingmonkey'],
    ['TYU5', 'bloomberg'],
    ['ZNU5', 'pricingmonkey'],
    ['TYU5 Index', 'bloomberg'],
  ])('%s is no %s', (text, from) => {
    expect(to(text, from, 'cme')).toEqual({ reason: expect.stringContaining('is no symbol') });
  });

  test('an expiry that two series share is neither', () => {
    // Good Friday 2026 sends the Friday series to the Thursday, which has one of its own
    expect(to('ZN1J6 C11100', 'cme', 'actanttime')).toEqual({ text: 'XCME.ZN.N.G.02APR26' });
    expect(to('XCME.ZN.N.G.02APR26', 'actanttime', 'cme')).toEqual({ reason: expect.stringContaining('is no symbol') });
  });
});

test.each([
  ['TYU5 Comdty', 'bloomberg'],
  ['TYU5 COMB Comdty', 'bloomberg'],
  ['TYU5', 'pricingmonkey'],
  ['ZNU5', 'cme'],
  ['ESZ5', 'cme'],
  ['VY3N5', 'cme'],
  ['XCME.ZN.SEP25', 'actantrisk'],
  ['XCME.ZN.N.G.20AUG25', 'actanttime'],
  ['XCMEFFDPSX20250919U0ZN', 'actanttrades'],
  ['SEP 25 CBT 10YR TNOTE', 'broker'],
  ['ZN Sep25', 'tt'],
  ['CON.F.US.EP.U25', 'projectx'],
  ['ZN', undefined],
  ['', undefined],
])('"%s" is a symbol of %s', (text, symbology) => {
  expect(recognize(text, book)).toBe(symbology);
});

test('an unknown symbol names the nearest', () => {
  expect(to('TYV6 Comdty', 'bloomberg', 'cme')).toEqual({
    reason:
      '"TYV6 Comdty" is no symbol of bloomberg that is known here. Did you mean TYH6 Comdty, TYM6 Comdty or TYU6 Comdty?',
  });
});
