import type { Column, Json } from '../kind.ts';

/** One cell as text. `pad` is what the text lacks to stand on the point of its column: zeros, shown invisibly. */
export interface CellText {
  readonly text: string;
  readonly pad: string;
  readonly tone: '' | 'gain' | 'loss' | 'buy' | 'sell';
  /** The whole value where `text` leaves something out. */
  readonly title: string;
}

export interface ColumnFormat {
  readonly align: 'number' | 'text';
  format(value: Exclude<Json, null>): CellText;
}

const integerTypes = /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^BIGNUM$/;
const signedMoney = /(^|_)(pnl|profit|loss|realized|unrealized|total|drawdown)(_|$)/i;
const plainInteger = /(^|_)(id|year|seq|number|level)$/i;
const sideName = /^(side|aggressor)$/i;
const longText = 80;

const plain = (text: string): CellText => ({ text, pad: '', tone: '', title: '' });

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

function numeric(text: string, options: { group: boolean; signed: boolean; pad: number; title: string }): CellText {
  const negative = text.startsWith('-');
  const [whole = '', fraction] = text.replace(/^-/, '').split('.');
  const zero = /^0*$/.test(whole + (fraction ?? ''));
  const sign = zero ? '' : negative ? '-' : options.signed ? '+' : '';
  const body = (options.group ? grouped(whole) : whole) + (fraction === undefined ? '' : `.${fraction}`);
  const tone = !options.signed || zero ? '' : negative ? 'loss' : 'gain';
  const missing = options.pad - (fraction?.length ?? 0);
  const pad = missing > 0 ? (fraction === undefined ? '.' : '') + '0'.repeat(missing) : '';
  return { text: sign + body, pad, tone, title: options.title };
}

/** A decimal without its trailing zeros, but with two places at least (or all it has). */
function trimmed(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(Math.min(2, fraction.length), '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}

const places = (text: string): number => text.split('.')[1]?.length ?? 0;
const most = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, places(text)), 0);

function integers({ name }: Column): ColumnFormat {
  const options = { group: !plainInteger.test(name), signed: signedMoney.test(name), pad: 0, title: '' };
  return { align: 'number', format: (value) => numeric(String(value), options) };
}

function decimals({ name, type }: Column, values: readonly Json[]): ColumnFormat {
  const group = Number(/,(\d+)\)/.exec(type)?.[1] ?? 0) <= 6;
  const pad = most(values.filter((value) => value !== null).map((value) => trimmed(String(value))));
  const options = { group, signed: signedMoney.test(name), pad, title: '' };
  return { align: 'number', format: (value) => numeric(trimmed(String(value)), options) };
}

function shortDouble(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e15)) return value.toExponential(6).replace(/\.?0+e/, 'e');
  return value
    .toFixed(Number.isInteger(value) ? 0 : 6)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

function doubles({ name }: Column, values: readonly Json[]): ColumnFormat {
  const texts = values.filter((value) => typeof value === 'number').map(shortDouble);
  const pad = most(texts.filter((text) => !text.includes('e')));
  const signed = signedMoney.test(name);
  return {
    align: 'number',
    format(value) {
      if (typeof value !== 'number') return plain(String(value));
      const text = shortDouble(value);
      const title = Number(text) === value ? '' : String(value);
      if (text.includes('e')) return { ...plain(text), title };
      return numeric(text, { group: Math.abs(value) >= 10_000, signed, pad, title });
    },
  };
}

/** How much of `2026-11-21 10:31:07.250000` the column needs, so that none of its values loses anything. */
function timestampLength(values: readonly Json[]): number {
  const lengths = values.map((value) => {
    const text = String(value ?? '').replace(/\+00$/, '');
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text)) return text.length;
    const cut = text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
    if (cut.length > 19) return cut.length <= 23 ? 23 : cut.length <= 26 ? 26 : 29;
    return cut.endsWith(' 00:00:00') ? 10 : cut.endsWith(':00') ? 16 : 19;
  });
  return Math.max(10, ...lengths);
}

function timestamps(values: readonly Json[]): ColumnFormat {
  const length = timestampLength(values.filter((value) => value !== null));
  const whole = '0000-00-00 00:00:00.000000000';
  return {
    align: 'text',
    format(value) {
      const text = String(value).replace(/\+00$/, '');
      if (text.length < 19) return plain(text);
      const fraction = length > 19 && text.length === 19 ? '.' : '';
      return {
        ...plain((text + fraction + whole.slice(text.length + fraction.length)).slice(0, length)),
        title: `${text} UTC`,
      };
    },
  };
}

function texts({ name }: Column): ColumnFormat {
  const side = sideName.test(name);
  return {
    align: 'text',
    format(value) {
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      const tone = side && (text === 'buy' || text === 'sell') ? text : '';
      return { text, pad: '', tone, title: text.length > longText ? text : '' };
    },
  };
}

/** How the values of one column are written, from its name, its type and the values shown. */
export function columnFormat(column: Column, values: readonly Json[]): ColumnFormat {
  if (integerTypes.test(column.type)) return integers(column);
  if (column.type.startsWith('DECIMAL(') && !column.type.endsWith(']')) return decimals(column, values);
  if (column.type === 'DOUBLE' || column.type === 'FLOAT') return doubles(column, values);
  if (/^TIMESTAMP/.test(column.type) && !column.type.endsWith(']')) return timestamps(values);
  return texts(column);
}

/** `BIGINT` as `bigint`; what is long, as an enumeration, by its first word. */
export function shortType(type: string): string {
  const name = type.replace(/^TIMESTAMP WITH TIME ZONE$/, 'timestamptz').toLowerCase();
  return name.length <= 20 ? name : `${name.split('(')[0]}…`;
}
