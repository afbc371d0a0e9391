import type { Fill } from '../../../core/model/fill.ts';
import { accountId, clientOrderId, executionId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant, type TradeDate } from '../../../core/model/time.ts';

export interface FillTerms {
  /** Signed: a buy is positive. */
  readonly contracts: number;
  readonly price: string | Price;
  readonly instrument?: string;
  readonly account?: string;
  readonly strategy?: string;
  readonly tradeDate?: string;
  readonly ts?: number;
  /** Micros. */
  readonly fee?: number;
}

/** Fills in order, with ids `E-1`, `E-2`, … and a second between them. */
export function fillsOf(terms: readonly FillTerms[]): Fill[] {
  return terms.map((fill, index) => {
    const ts = instant(fill.ts ?? (index + 1) * 1_000_000);
    return {
      executionId: executionId(`E-${index + 1}`),
      clientOrderId: clientOrderId(`O-${index + 1}`),
      instrument: fill.instrument ?? 'ZNZ6',
      account: accountId(fill.account ?? 'DEMO'),
      strategy: fill.strategy ?? 'manual',
      side: fill.contracts < 0 ? 'sell' : 'buy',
      quantity: quantity(Math.abs(fill.contracts)),
      price: typeof fill.price === 'string' ? priceFromDecimal(fill.price) : fill.price,
      ...(fill.fee === undefined ? {} : { fee: money(fill.fee) }),
      liquidity: 'maker',
      tradeDate: (fill.tradeDate ?? '2026-11-23') as TradeDate,
      tsEvent: ts,
      tsInit: ts,
    };
  });
}

/** `B10@110.25 S6@110.5` as fills of one instrument. */
export const parseFills = (text: string, instrument?: string): Fill[] =>
  fillsOf(
    text.split(' ').map((word) => {
      const [side, contracts, price] = /^([BS])(\d+)@(.+)$/.exec(word)!.slice(1) as [string, string, string];
      return { contracts: (side === 'B' ? 1 : -1) * Number(contracts), price, ...(instrument ? { instrument } : {}) };
    }),
  );
