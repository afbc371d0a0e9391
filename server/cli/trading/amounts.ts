import { formatAge, formatMoney } from '../../../core/format.ts';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import { SECOND } from '../../../core/model/time.ts';
import { exactNumber } from '../output.ts';

/** An exact decimal of money as a person reads it: `1,234.50`. */
export const amountText = (decimal: string): string => formatMoney(moneyFromDecimal(decimal));
/** The same with a plus before gains. */
export const gainText = (decimal: string): string => formatMoney(moneyFromDecimal(decimal), { sign: 'always' });

export const ageText = (seconds: number | null): string => (seconds === null ? '' : formatAge(seconds * SECOND));

/** Decimals of a report as JSON has them: numbers where a double prints the same digits. */
export function exact<T extends object, K extends keyof T>(report: T, ...names: readonly K[]): T {
  const decimals = names.map((name): [K, unknown] => {
    const value = report[name];
    return [name, typeof value === 'string' ? exactNumber(value) : value];
  });
  return { ...report, ...Object.fromEntries(decimals) };
}
