/** A number whose digits are given: one beyond the exact ones, or a double as TT writes it (`80.0`). */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** TT writes quantities and prices as doubles, whole ones with a zero behind the point. */
export const double = (value: number): Digits => new Digits(Number.isInteger(value) ? `${value}.0` : String(value));

/** Single precision in which TT reckons P&L, written as the double that it is. */
export const single = (value: number): Digits => double(Math.fround(value));

/** JSON in which a bigint is a number with all of its digits. Members that are undefined are left out. */
export function jsonText(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${jsonText(each)}`).join(',')}}`;
}
