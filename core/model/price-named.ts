import { MalformedText, UnknownName } from '../errors.ts';
import { didYouMean, nearest } from '../nearest.ts';
import { decimalText, parseDecimal } from './decimal.ts';
import type { PriceStyle } from './instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price, price, priceToDecimal, snapToTick } from './price.ts';
import { formatPrice } from './price-format.ts';
import { readPrice } from './price-read.ts';
import { counted, EIGHTH_OF_32ND, type Fraction, fractions } from './price-style.ts';

/** A way of writing prices that has a name. What it cannot hold is rounded half to even, once, when printed. */
export interface NamedStyle {
  readonly about: string;
  print(value: Price, style: PriceStyle): string;
  /** Throws `MalformedText` with the position. */
  parse(text: string, style: PriceStyle): Price;
}

/** Options count 64ths; whatever else is asked for a fraction, decimals and grains too, is written in 32nds. */
const fractionOf = ({ kind }: PriceStyle): Fraction => fractions[kind === 'sixtyFourths' ? kind : 'thirtySeconds'];

const readAs = (text: string, { kind }: Fraction): Price =>
  readPrice(text, kind === 'eighths' ? { kind } : { kind, digits: 3 }).price;

const ofFraction = (about: string, print: (value: Price, fraction: Fraction) => string): NamedStyle => ({
  about,
  print: (value, style) => print(value, fractionOf(style)),
  parse: (text, style) => readAs(text, fractionOf(style)),
});

/** Digits behind a tick mark, on a grid of `1 / parts` of a 32nd. */
const ticked = (about: string, digits: 2 | 3 | 4, parts: 1 | 2 | 8): NamedStyle =>
  ofFraction(about, (value, { kind, unit }) => {
    const grid = Math.max(unit / parts, EIGHTH_OF_32ND);
    const counts = kind === 'sixtyFourths' ? kind : 'thirtySeconds';
    return formatPrice(snapToTick(value, price(grid)), { kind: counts, digits });
  });

/** A count with its exact decimals, behind a mark. */
const exactBehind = (about: string, mark: string): NamedStyle =>
  ofFraction(about, (value, fraction) => {
    const { sign, handle, count, rest } = counted(value, fraction, 1);
    const decimals = rest === 0 ? '' : decimalText(rest * fraction.denominator, 9).slice(1);
    return `${sign}${handle}${mark}${count}${decimals}`;
  });

/** A count with a plus for its half, behind a mark. */
const halvesBehind = (about: string, mark: string): NamedStyle =>
  ofFraction(about, (value, fraction) => {
    const { sign, handle, count, rest } = counted(value, fraction, fraction.unit / 2);
    return `${sign}${handle}${mark}${count}${rest === 0 ? '' : '+'}`;
  });

const cashEighths = ['', '1', '2', '3', '+', '5', '6', '7'];
const { thirtySeconds, sixtyFourths, eighths } = fractions;

const cash: NamedStyle = {
  about: 'cash notes: 99-032 is 3 and two eighths of a 32nd, 100-23+ a half',
  print(value) {
    const { sign, handle, count, rest } = counted(value, thirtySeconds, EIGHTH_OF_32ND);
    return `${sign}${handle}-${count}${cashEighths[rest / EIGHTH_OF_32ND]}`;
  },
  parse(text) {
    const trimmed = text.trim();
    const third = /-\d\d(\d)$/.exec(trimmed)?.[1];
    if (third === undefined) return readAs(trimmed, thirtySeconds);
    const at = trimmed.length - 1;
    if (third > '7') throw new MalformedText(`${third} is more than 7 eighths of a 32nd`, trimmed, at);
    const whole = readAs(trimmed.slice(0, at), thirtySeconds);
    const behind = Number(third) * EIGHTH_OF_32ND;
    return price(trimmed.startsWith('-') ? whole - behind : whole + behind);
  },
};

const code: NamedStyle = {
  about: "a price code, 127095 for 127'095: three digits behind the handle and no mark",
  print: (value) => formatPrice(value, { kind: 'thirtySeconds', digits: 3 }).replace("'", ''),
  parse(text) {
    const trimmed = text.trim();
    const bad = trimmed.search(/(?!^[+-])\D/);
    if (bad >= 0) throw new MalformedText('expected digits', trimmed, bad);
    if (!/\d{4}$/.test(trimmed))
      throw new MalformedText('expected a handle and three digits', trimmed, Math.max(0, trimmed.length - 1));
    return readAs(`${trimmed.slice(0, -3)}'${trimmed.slice(-3)}`, thirtySeconds);
  },
};

const count64: NamedStyle = {
  about: 'a number of 64ths of a point: 23 is 0.359375',
  print: (value) => scaledText(BigInt(value) * 64n),
  parse(text) {
    const trimmed = text.trim();
    const units = parseDecimal(trimmed, 9);
    if (units % 64 !== 0) throw new MalformedText('finer than a billionth of a point', trimmed, trimmed.length - 1);
    return price(units / 64);
  },
};

function scaledText(nano: bigint): string {
  const points = BigInt(PRICE_UNITS_PER_POINT);
  const fraction = decimalText(Number((nano < 0n ? -nano : nano) % points), 9).slice(1);
  const sign = nano < 0n ? '-' : '';
  return `${sign}${(nano < 0n ? -nano : nano) / points}${fraction}`;
}

const named = {
  decimal: {
    about: 'plain decimals, as many as there are: 110.265625',
    print: (value) => priceToDecimal(value),
    parse: (text) => readPrice(text, { kind: 'decimal', decimals: 9 }).price,
  },
  decimal6: {
    about: 'at most six decimals, half away from zero, zeros dropped: 0.1234565 is 0.123457',
    print: (value) => decimalText(Math.sign(value) * Math.floor((Math.abs(value) + 500) / 1_000), 6),
    parse: (text) => readPrice(text, { kind: 'decimal', decimals: 6 }).price,
  },
  tt2: ticked("two digits, to a whole 32nd: 110'08", 2, 1),
  tt3: ticked("three digits, to half a 32nd: 110'085", 3, 2),
  tt4: ticked("four digits, to an eighth of a 32nd, cut: 110'0875, and 110'0762 for 7.625", 4, 8),
  cme3: ticked("three digits, to an eighth of a 32nd, cut: 110'087 for 8.75", 3, 8),
  dash: exactBehind('32nds behind a dash, with decimals: 110-08.5', '-'),
  dot: exactBehind("32nds behind a tick, with decimals: 110'08.75", "'"),
  plus: halvesBehind('32nds behind a dash, + for a half: 110-08+', '-'),
  cbot: halvesBehind("32nds behind a tick, + for a half: 111'04+", "'"),
  cash,
  code,
  sixtyfourths: {
    about: "64ths behind a tick, as options are quoted: 0'23",
    print: (value) => formatPrice(value, { kind: 'sixtyFourths', digits: 2 }),
    parse: (text) => readAs(text, sixtyFourths),
  },
  count64,
  eighths: {
    about: "eighths behind a tick, as grains are quoted: 450'2",
    print: (value) => formatPrice(value, { kind: 'eighths' }),
    parse: (text) => readAs(text, eighths),
  },
  colon: {
    about: 'decimals behind a colon, as strikes are written: 111:25',
    print: (value) => priceToDecimal(value).replace('.', ':'),
    parse: (text) => readPrice(text, { kind: 'decimal', decimals: 9 }).price,
  },
} satisfies Record<string, NamedStyle>;

export type PriceStyleName = keyof typeof named;

/** Every named style; a fraction means 32nds, or 64ths for an instrument quoted in them. */
export const namedStyles: Readonly<Record<PriceStyleName, NamedStyle>> = named;

const isPriceStyleName = (name: string): name is PriceStyleName => Object.hasOwn(named, name);

/** The name itself, or `UnknownName` with the names there are. */
export function priceStyleName(name: string): PriceStyleName {
  if (isPriceStyleName(name)) return name;
  const names = Object.keys(named);
  const near = nearest(name, names);
  throw new UnknownName(
    `There is no price style "${name}": there are ${names.join(', ')}.${didYouMean(near)}`,
    name,
    near,
  );
}

/** The price in a named style; without a name as the exchange prints it. Half to even where the style cannot hold it. */
export const formatPriceAs = (value: Price, style: PriceStyle, name?: PriceStyleName): string =>
  name === undefined ? formatPrice(value, style) : named[name].print(value, style);

/**
 * Reads text that is known to be in a named style, which is needed where the form alone does not tell: `127095` as `code`, `99-035` as
 * `cash`, `23` as `count64`. Throws `MalformedText` with the position.
 */
export const parsePriceAs = (text: string, style: PriceStyle, name: PriceStyleName): Price =>
  named[name].parse(text, style);
