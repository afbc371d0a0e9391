import type { Instrument } from '../../../../core/model/instrument.ts';
import { priceToDecimal } from '../../../../core/model/price.ts';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** Of contracts that end within a month: one character. */
const weeklyMonths = '123456789OND';

interface Parts {
  readonly year: string;
  readonly month: number;
  readonly day: string;
}

const partsOf = (expiry: string): Parts => ({
  year: expiry.slice(2, 4),
  month: Number(expiry.slice(5, 7)),
  day: expiry.slice(8, 10),
});

export type OptionType = 'CE' | 'PE';

export const optionType = ({ option }: Instrument): OptionType | undefined =>
  option && (option.right === 'call' ? 'CE' : 'PE');

/** As orders and quotes say it: `NIFTY26NOVFUT`, `NIFTY26NOV26000CE`, or of a contract within the month `NIFTY26N1726000CE`. */
export function compactName(instrument: Instrument, isMonthly: boolean): string {
  const { root, expiry, option } = instrument;
  if (expiry === undefined) return root;
  const { year, month, day } = partsOf(expiry);
  const when = isMonthly ? `${year}${months[month - 1]}` : `${year}${weeklyMonths[month - 1]}${day}`;
  const what = option ? `${priceToDecimal(option.strike)}${optionType(instrument)}` : 'FUT';
  return `${root}${when}${what}`;
}

/** As lists of instruments say it: `NIFTY FUT 24 NOV 26`, `NIFTY 26000 CE 24 NOV 26`. */
export function listedName(instrument: Instrument): string {
  const { root, expiry, option } = instrument;
  if (expiry === undefined) return root;
  const { year, month, day } = partsOf(expiry);
  const what = option ? `${priceToDecimal(option.strike)} ${optionType(instrument)}` : 'FUT';
  return `${root} ${what} ${day} ${months[month - 1]} ${year}`;
}
