import { decimalText, divideHalfEvenBig, toSafe } from '../model/decimal.ts';
import type { Money } from '../model/money.ts';

/**
 * P&L over risk as decimal text of at most `places` and at least `least` places, half to even: what `breakEvenTicks` is, for people and
 * files. `0` when either is zero.
 */
export function ticksText(pnl: Money, risk: Money, places: number, least = 0): string {
  if (risk === 0) return decimalText(0, places, least);
  const sign = risk < 0 ? -1n : 1n;
  const units = divideHalfEvenBig(sign * BigInt(pnl) * 10n ** BigInt(places), sign * BigInt(risk));
  return decimalText(toSafe(units, 'the number of ticks'), places, least);
}
