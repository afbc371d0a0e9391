import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText, UnknownName } from '../../../core/errors.ts';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { type Price, price, priceFromDecimal, priceToDecimal, snapToTick } from '../../../core/model/price.ts';
import { formatPrice } from '../../../core/model/price-format.ts';
import {
  formatPriceAs,
  namedStyles,
  type PriceStyleName,
  parsePriceAs,
  priceStyleName,
} from '../../../core/model/price-named.ts';
import { readPrice } from '../../../core/model/price-read.ts';
import { oracle } from '../../oracle.ts';

const note: PriceStyle = { kind: 'thirtySeconds', digits: 3 };
const option: PriceStyle = { kind: 'sixtyFourths', digits: 2 };
const grain: PriceStyle = { kind: 'eighths' };
const index: PriceStyle = { kind: 'decimal', decimals: 2 };
const names = Object.keys(namedStyles).map(priceStyleName);

/** The finest grid, in parts of a point, that a style holds; the others hold every 1/256. */
const grids: Partial<Record<PriceStyleName, number>> = { decimal6: 1_000_000, tt2: 32, tt3: 64, plus: 64, cbot: 64 };
const gridOf = (name: PriceStyleName): Price => price(1_000_000_000 / (grids[name] ?? 256));

describe('printing by name', () => {
  test.each([
    ['P1', 'tt3', '110.0', "110'000"],
    ['P10', 'tt3', '109.984375', "109'315"],
    ['P12', 'tt3', '0', "0'000"],
    ['P17', 'tt3', '110.0078125', "110'000"],
    ['P18', 'tt3', '110.0234375', "110'010"],
    ['P19', 'tt3', '109.9921875', "110'000"],
    ['P32', 'tt3', '110.265625', "110'085"],
    ['P33', 'tt4', '110.3046875', "110'0975"],
    ['P34', 'tt3', '110.28125', "110'090"],
    ['P35', 'tt3', '110.25', "110'080"],
    ['P45', 'tt3', '112.328125', "112'105"],
    ['P46', 'tt3', '117.09375', "117'030"],
    ['P47', 'tt4', '112.3203125', "112'1025"],
    ['P48', 'tt4', '110.2734375', "110'0875"],
    ['P49', 'tt4', '111.23828125', "111'0762"],
    ['P50', 'tt4', '110.27734375', "110'0887"],
    ['P51', 'tt3', '109.9921875', "110'000"],
    ['P54', 'count64', '0.359375', '23'],
    ['P58', 'cbot', '111.140625', "111'04+"],
    ['P59, in whole 32nds', 'tt2', '110.2656', "110'08"],
    ['P59, exact', 'dash', '110.2656', '110-08.4992'],
    ['P69', 'colon', '111.5', '111:5'],
    ['P69', 'colon', '111.0', '111'],
    ['P71', 'decimal6', '0.1234565', '0.123457'],
    ['P71 below zero', 'decimal6', '-0.1234565', '-0.123457'],
    ['F13', 'decimal6', '110.250000', '110.25'],
    ['what rounds to nothing', 'decimal6', '-0.0000004', '0'],
    ['F1 negative', 'tt3', '-0.25', "-0'080"],
    ['F5', 'dash', '110.265625', '110-08.5'],
    ['F5, a whole 32nd', 'dash', '110.25', '110-08'],
    ['F5, an eighth', 'dash', '110.23828125', '110-07.625'],
    ['as averages are shown', 'dot', '110.2734375', "110'08.75"],
    ['to a 32nd', 'tt2', '110.265625', "110'08"],
    ['to a 32nd, up', 'tt2', '110.2734375', "110'09"],
    ['a cut quarter', 'cme3', '110.0078125', "110'002"],
    ['a half', 'plus', '110.265625', '110-08+'],
    ['a half, carried', 'plus', '109.9999', '110-00'],
    ['cash, five eighths', 'cash', '99.11328125', '99-035'],
    ['cash, a half', 'cash', '100.734375', '100-23+'],
    ['no mark', 'code', '127.296875', '127095'],
    ['below a point', 'code', '-0.015625', '-0005'],
    ['half a 64th', 'count64', '-0.0078125', '-0.5'],
    ['64ths', 'sixtyfourths', '110.265625', "110'17"],
    ['eighths', 'eighths', '450.25', "450'2"],
    ['decimals, all of them', 'decimal', '110.265625', '110.265625'],
  ] as const)('%s: %s of %s is %s', (_name, style, text, expected) => {
    expect(formatPriceAs(priceFromDecimal(text), note, style)).toBe(expected);
  });

  test('options count 64ths', () => {
    const printed = (text: string) =>
      (['tt3', 'dash', 'plus', 'cash'] as const).map((name) => formatPriceAs(priceFromDecimal(text), option, name));
    expect([printed('0.359375'), printed('0.2734375')]).toEqual([
      ["0'230", '0-23', '0-23', '0-11+'],
      ["0'175", '0-17.5', '0-17+', '0-086'],
    ]);
  });

  test('without a name as the exchange does', () => {
    const values: [PriceStyle, string][] = [
      [note, '110.0078125'],
      [option, '0.359375'],
      [grain, '450.25'],
      [index, '6123.25'],
    ];
    expect(values.map(([style, text]) => formatPriceAs(priceFromDecimal(text), style))).toEqual([
      "110'002",
      "0'23",
      "450'2",
      '6123.25',
    ]);
  });
});

describe('reading by name what the form alone does not tell', () => {
  test.each([
    ['code', '127095', '127.296875'],
    ['code', '-0005', '-0.015625'],
    ['count64', '23', '0.359375'],
    ['count64', '17.5', '0.2734375'],
    ['cash', '99-035', '99.11328125'],
    ['cash', '99-032', '99.1015625'],
    ['cash', '-99-032', '-99.1015625'],
    ['cash', '100-23+', '100.734375'],
    ['sixtyfourths', "0'23", '0.359375'],
    ['eighths', "498'2", '498.25'],
    ['colon', '111:5', '111.5'],
    ['decimal', '110265', '110265'],
    ['dash', '110-08.5', '110.265625'],
  ] as const)('%s %s', (name, text, expected) => {
    expect(priceToDecimal(parsePriceAs(text, note, name))).toBe(expected);
  });

  test.each([
    ['code', '127', 'expected a handle and three digits at character 3'],
    ['code', "127'095", 'expected digits at character 4'],
    ['code', '127324', '32 is more than 31 32nds'],
    ['cash', '99-038', '8 is more than 7 eighths of a 32nd at character 6'],
    ['count64', '0.0000000001', 'more than 9 decimals'],
    ['count64', '0.000000001', 'finer than a billionth of a point'],
    ['sixtyfourths', "0'64", '64 is more than 63 64ths at character 3'],
    ['decimal', "110'08", 'expected a decimal number at character 4'],
  ] as const)('%s refuses %s', (name, text, sentence) => {
    const run = () => parsePriceAs(text, note, name);
    expect(run).toThrow(MalformedText);
    expect(run).toThrow(sentence);
  });
});

test.each(names)('every 1/256 from -200 to 200 that %s can hold is read back as printed', (name) => {
  const mismatches: string[] = [];
  const grid = gridOf(name);
  for (const style of [note, option]) {
    for (let value = -200_000_000_000; value <= 200_000_000_000; value += 3_906_250) {
      if (value % grid !== 0) continue;
      const text = formatPriceAs(price(value), style, name);
      if (parsePriceAs(text, style, name) !== value) mismatches.push(`${value} ${text}`);
    }
  }
  expect(mismatches).toEqual([]);
});

test('every 1/256 from -200 to 200 is read back as each exchange prints it', () => {
  const mismatches: string[] = [];
  const styles: readonly PriceStyle[] = [
    ...([2, 3, 4] as const).flatMap((digits) => [
      { kind: 'thirtySeconds' as const, digits },
      { kind: 'sixtyFourths' as const, digits },
    ]),
    grain,
    { kind: 'decimal', decimals: 8 },
  ];
  for (const style of styles) {
    for (let steps = -200 * 256; steps <= 200 * 256; steps++) {
      const value = price(steps * 3_906_250);
      const text = formatPrice(value, style);
      if (readPrice(text, style).price !== value) mismatches.push(`${value} ${text}`);
    }
  }
  expect(mismatches).toEqual([]);
});

describe('laws', () => {
  /** Below 10,000 points: five digits on a note may be a price without its mark. */
  const anyPrice = fc.integer({ min: -(10 ** 13) + 10 ** 9, max: 10 ** 13 - 10 ** 9 }).map(price);
  const anyName = fc.constantFrom(...names);
  const anyStyle = fc.constantFrom(note, option, grain, index);

  test('a price on the grid of a style is read back, one off it to half a step', () => {
    fc.assert(
      fc.property(anyPrice, anyName, anyStyle, (value, name, style) => {
        const on = snapToTick(value, gridOf(name));
        expect(parsePriceAs(formatPriceAs(on, style, name), style, name)).toBe(on);
        const off = parsePriceAs(formatPriceAs(value, style, name), style, name);
        expect(Math.abs(off - value) * 2 <= gridOf(name)).toBe(true);
      }),
      { numRuns: 2_000, seed: 19 },
    );
  });

  test('the sign stands once, in front of the magnitude', () => {
    fc.assert(
      fc.property(anyPrice, anyName, anyStyle, (value, name, style) => {
        const magnitude = formatPriceAs(price(Math.abs(value)), style, name);
        const sign = value < 0 && /[1-9+]/.test(magnitude) ? '-' : '';
        expect(formatPriceAs(value, style, name)).toBe(sign + magnitude);
      }),
      { numRuns: 2_000, seed: 20 },
    );
  });

  test('what a text was read as prints the same price again', () => {
    // A code, a count of 64ths and the eighths of cash cannot be told from their form.
    const told = names.filter((name) => !['code', 'count64', 'cash'].includes(name));
    fc.assert(
      fc.property(anyPrice, fc.constantFrom(...told), (value, name) => {
        const style = name === 'sixtyfourths' ? option : name === 'eighths' ? grain : note;
        const read = readPrice(formatPriceAs(value, style, name), style);
        expect(readPrice(formatPriceAs(read.price, style, read.format), style)).toEqual(read);
      }),
      { numRuns: 2_000, seed: 21 },
    );
  });
});

test('a name that no style has', () => {
  expect(() => priceStyleName('tt5')).toThrow(UnknownName);
  expect(() => priceStyleName('dahs')).toThrow(
    'There is no price style "dahs": there are decimal, decimal6, tt2, tt3, tt4, cme3, dash, dot, plus, cbot, cash, code, sixtyfourths, count64, eighths, colon. Did you mean dash',
  );
});

interface FractionalCase {
  readonly product?: string;
  readonly style?: string;
  readonly decimal: number;
  readonly denom?: number;
  readonly digits?: number;
  readonly display: string;
}

const cases = oracle<{ cases: FractionalCase[] }>('fractional_prices.json')?.cases;

describe.skipIf(!cases)('prices that others print (needs the shared oracles)', () => {
  const rows = (cases ?? []).map((row) => [row.display, row] as const);
  const styleOf = ({ denom }: FractionalCase): PriceStyle => (denom === 8 ? grain : note);
  /** A price code cannot be told from points, so that it is read by its name. */
  const isCode = (display: string) => /^\d{6}$/.test(display);

  test('there are 24', () => expect(rows.length).toBe(24));

  test.each(rows)('%s is read', (display, row) => {
    const style = styleOf(row);
    const value = isCode(display) ? parsePriceAs(display, style, 'code') : readPrice(display, style).price;
    expect(priceToDecimal(value)).toBe(priceToDecimal(priceFromDecimal(String(row.decimal))));
  });

  test.each(rows.filter(([display, row]) => row.digits && !isCode(display)))('%s is printed', (display, row) => {
    const style: PriceStyle = row.denom === 8 ? grain : { kind: 'thirtySeconds', digits: row.digits === 2 ? 2 : 3 };
    expect(formatPrice(priceFromDecimal(String(row.decimal)), style)).toBe(display);
  });

  test.each(rows.filter(([display, row]) => row.style === 'cash8ths' || isCode(display)))(
    '%s by name',
    (display, row) => {
      const name = isCode(display) ? 'code' : 'cash';
      const value = priceFromDecimal(String(row.decimal));
      expect([formatPriceAs(value, note, name), parsePriceAs(display, note, name)]).toEqual([display, value]);
    },
  );
});
