export const monthCodes = ['F', 'G', 'H', 'J', 'K', 'M', 'N', 'Q', 'U', 'V', 'X', 'Z'] as const;

/** The exchanges' letter of a delivery month, `F` January to `Z` December. */
export type MonthCode = (typeof monthCodes)[number];

/** 1 to 12. */
export const monthOf = (code: MonthCode): number => monthCodes.indexOf(code) + 1;

export const isMonthCode = (text: string): text is MonthCode => (monthCodes as readonly string[]).includes(text);

export interface ContractCode {
  readonly root: string;
  readonly month: MonthCode;
  readonly year: number;
}

/** A futures contract as every symbology means it. */
export interface FutureContract {
  readonly kind: 'future';
  /** The product's root here: `ZN`. */
  readonly root: string;
  readonly year: number;
  /** Delivery month, 1 to 12. */
  readonly month: number;
}

/**
 * Reads `ZNZ6`, `ZNZ26` or `ZNZ2026`, in capitals, with the year as `yearOf` reads it. Undefined for anything else.
 */
export function parseContractCode(text: string, thisYear: number): ContractCode | undefined {
  const match = /^([A-Z0-9]+?)([FGHJKMNQUVXZ])(\d|\d{2}|\d{4})$/.exec(text);
  if (!match) return undefined;
  const [, root, month, digits] = match as unknown as [string, string, MonthCode, string];
  return { root, month, year: yearOf(digits, thisYear) };
}

/**
 * The year that one, two or four digits mean: of one the nearest year to `thisYear` that ends so, of two the nearest of its century, the
 * later one of two equally near (in 2026 `1` is 2031 and `2` is 2022).
 */
export function yearOf(digits: string, thisYear: number): number {
  if (digits.length === 4) return Number(digits);
  const cycle = digits.length === 1 ? 10 : 100;
  const ahead = (((Number(digits) - thisYear) % cycle) + cycle) % cycle;
  return ahead <= cycle / 2 ? thisYear + ahead : thisYear + ahead - cycle;
}

/** A year in as few digits as `yearOf` reads back in `thisYear`: one in the nearest decade, else two, else four. */
export function yearDigits(year: number, thisYear: number): string {
  const digits = [1, 2].map((count) => String(year).slice(-count)).find((short) => yearOf(short, thisYear) === year);
  return digits ?? String(year);
}
