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

/**
 * Reads `ZNZ6`, `ZNZ26` or `ZNZ2026`, in capitals. One digit means the nearest such year to `thisYear`, the later one of two equally
 * near. Undefined for anything else.
 */
export function parseContractCode(text: string, thisYear: number): ContractCode | undefined {
  const match = /^([A-Z0-9]+?)([FGHJKMNQUVXZ])(\d|\d{2}|\d{4})$/.exec(text);
  if (!match) return undefined;
  const [, root, month, digits] = match as unknown as [string, string, MonthCode, string];
  return { root, month, year: yearOf(digits, thisYear) };
}

function yearOf(digits: string, thisYear: number): number {
  if (digits.length === 4) return Number(digits);
  const cycle = digits.length === 1 ? 10 : 100;
  const ahead = (((Number(digits) - thisYear) % cycle) + cycle) % cycle;
  return ahead <= cycle / 2 ? thisYear + ahead : thisYear + ahead - cycle;
}
