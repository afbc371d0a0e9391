import { MalformedText, OutOfRange } from '../errors.ts';
import { parseDecimal } from './decimal.ts';
import { PRICE_UNITS_PER_POINT, type Price, price, priceFromDecimal, priceToDecimal } from './price.ts';

/** How systems write a strike: `111.750`, `11175`, `111:75`, `111.75`. */
export type StrikeSystem = 'bloomberg' | 'cme' | 'colon' | 'decimal';

const HUNDREDTH = PRICE_UNITS_PER_POINT / 100;
const EIGHTH = PRICE_UNITS_PER_POINT / 8;

/** Hundredths that stand for the eighth they were cut from: 12 for .125, 37, 62 and 87. */
const cutEighths: ReadonlyMap<number, number> = new Map([1, 3, 5, 7].map((n) => [Math.floor(n * 12.5), n * EIGHTH]));

interface StrikeText {
  print(strike: Price): string;
  /** Text that begins with a digit. */
  parse(text: string): Price;
}

const systems: Readonly<Record<StrikeSystem, StrikeText>> = {
  bloomberg: { print: (strike) => priceToDecimal(strike, 3), parse: priceFromDecimal },
  cme: {
    print(strike) {
      const hundredths = Math.floor(strike / HUNDREDTH);
      if (snapped(hundredths) !== strike) {
        throw new OutOfRange(
          `${priceToDecimal(strike)} is no CME strike: it is in hundredths of a point or in eighths`,
        );
      }
      return String(hundredths);
    },
    parse(text) {
      if (!/^\d+$/.test(text))
        throw new MalformedText('expected digits, hundredths of a point', text, text.search(/\D/));
      return snapped(parseDecimal(text, 0));
    },
  },
  colon: {
    print: (strike) => priceToDecimal(strike).replace('.', ':'),
    parse(text) {
      if (/^\d+(?::\d+)?$/.test(text)) return priceFromDecimal(text.replace(':', '.'));
      const good = /^\d+:?\d*/.exec(text)?.[0].length ?? 0;
      throw new MalformedText('expected a strike with a colon', text, Math.min(good, text.length - 1));
    },
  },
  decimal: { print: (strike) => priceToDecimal(strike), parse: priceFromDecimal },
};

function snapped(hundredths: number): Price {
  const cut = hundredths % 100;
  return price((hundredths - cut) * HUNDREDTH + (cutEighths.get(cut) ?? cut * HUNDREDTH));
}

/**
 * A strike as a system writes it: Bloomberg with at least three decimals, CME as whole hundredths of a point with eighths cut (104.125 is
 * `10412`), colon and decimal with trailing zeros dropped. Throws `OutOfRange` for a strike below zero, or one that CME's form would lose
 * (it reads 12, 37, 62 and 87 as eighths).
 */
export function formatStrike(strike: Price, system: StrikeSystem): string {
  if (strike < 0) throw new OutOfRange(`${priceToDecimal(strike)} is no strike: it is below zero`);
  return systems[system].print(strike);
}

/**
 * Reads what `formatStrike` prints, and the same with fewer or more zeros. CME's 12, 37, 62 and 87 hundredths snap back to eighths. Throws
 * `MalformedText` with the position, or `OutOfRange` beyond ±9,007,199 points.
 */
export function parseStrike(text: string, system: StrikeSystem): Price {
  if (!/^\d/.test(text)) throw new MalformedText('expected a strike', text, 0);
  return systems[system].parse(text);
}
