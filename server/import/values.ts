import type { Json } from '../../cells/kind.ts';

/** Reads one field; throws an Error that says what is wrong with it. The empty field never gets here. */
export type Reader = (text: string) => Json;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** A decimal with at most nine places, as text for `DECIMAL(18,9)`: a source may hold a hundred times what a price of the desk can be. */
export const readPrice: Reader = (text) => {
  if (!decimal.test(text)) throw new Error(`${JSON.stringify(text)} is not a number`);
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const places = fraction.replace(/0+$/, '');
  if (places.length > 9) throw new Error(`${text} has more than nine decimals`);
  if (whole.replace(/^0+/, '').length > 9) throw new Error(`${text} is too large for a price`);
  return `${text.startsWith('-') ? '-' : ''}${whole === '' ? '0' : whole}${places === '' ? '' : `.${places}`}`;
};

export const readQuantity: Reader = (text) => {
  if (!/^\d+(\.0*)?$/.test(text)) throw new Error(`${JSON.stringify(text)} is not a whole number of contracts`);
  return text.split('.')[0]!;
};

const sides: Readonly<Record<string, string>> = {
  b: 'buy',
  buy: 'buy',
  bid: 'buy',
  bot: 'buy',
  bought: 'buy',
  long: 'buy',
  cover: 'buy',
  '1': 'buy',
  s: 'sell',
  sell: 'sell',
  ask: 'sell',
  sld: 'sell',
  sold: 'sell',
  short: 'sell',
  '2': 'sell',
  '-1': 'sell',
};

export const readSide: Reader = (text) => {
  const side = sides[text.toLowerCase()];
  if (!side) throw new Error(`${JSON.stringify(text)} is not a side: write buy or sell`);
  return side;
};

export const readText: Reader = (text) => text;

const unitOfDigits = [
  { digits: 11, perSecond: 1 },
  { digits: 14, perSecond: 1_000 },
  { digits: 17, perSecond: 1_000_000 },
  { digits: 20, perSecond: 1_000_000_000 },
];

const suffixes: Readonly<Record<string, number>> = { s: 1, ms: 1_000, us: 1_000_000, ns: 1_000_000_000 };

function fromCount(text: string, perSecond: number): number {
  const micros = (BigInt(text) * 1_000_000n) / BigInt(perSecond);
  return Number(micros);
}

const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

function fromText(text: string): number {
  const match = iso.exec(text);
  if (!match)
    throw new Error(`${JSON.stringify(text)} is not a time: write 2013-10-07T14:30:00Z or milliseconds since 1970`);
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = match;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(milliseconds)) throw new Error(`${JSON.stringify(text)} is not on the calendar or the clock`);
  return milliseconds * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/**
 * How a time column is read, into microseconds since 1970: the unit of a count is in the header (`ts_ms_utc`) or its number of digits
 * tells; a text without a zone is UTC.
 */
export function timeReader(header: string): Reader {
  const unit = header.split('_').find((part) => part in suffixes);
  return (text) => {
    if (!/^\d{9,20}$/.test(text)) return fromText(text);
    const perSecond = unit ? suffixes[unit]! : unitOfDigits.find(({ digits }) => text.length <= digits)!.perSecond;
    return fromCount(text, perSecond);
  };
}
