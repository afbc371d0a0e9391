import type { Fill } from '../../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId } from '../../../core/model/ids.ts';
import type { MarketTrade } from '../../../core/model/market.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import type { Quantity, Side } from '../../../core/model/quantity.ts';
import { instant, MILLISECOND } from '../../../core/model/time.ts';
import type { FillsState, TapeState } from '../../../core/topics.ts';
import { now, tradeDate, zn } from '../live-topics.ts';

export interface FillGiven {
  readonly id: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: string;
  readonly instrument?: string;
  readonly account?: string;
  readonly liquidity?: 'maker' | 'taker';
  /** Milliseconds before now. */
  readonly ago: number;
}

const fillOf = (given: FillGiven): Fill => ({
  executionId: given.id as ExecutionId,
  clientOrderId: `o-${given.id}` as ClientOrderId,
  instrument: given.instrument ?? zn.id,
  account: (given.account ?? 'demo') as AccountId,
  strategy: 'maker',
  side: given.side,
  quantity: given.quantity as Quantity,
  price: priceFromDecimal(given.price),
  liquidity: given.liquidity ?? 'maker',
  tradeDate,
  tsEvent: instant(now - given.ago * MILLISECOND),
  tsInit: instant(now - given.ago * MILLISECOND),
});

export const fillsOf = (fills: readonly FillGiven[], total = fills.length): FillsState => ({
  fills: fills.map(fillOf),
  total,
});

export const tapeOf = (
  trades: readonly { side: Side; quantity: number; price: string; ago: number }[],
  total: number,
): TapeState => ({
  trades: trades.map(
    ({ side, quantity, price, ago }): MarketTrade => ({
      instrument: zn.id,
      price: priceFromDecimal(price),
      quantity: quantity as Quantity,
      aggressor: side,
      tsEvent: instant(now - ago * MILLISECOND),
    }),
  ),
  total,
});

/** Newest first, in two instruments and two accounts. */
export const morningFills = fillsOf(
  [
    { id: 'x-5', side: 'sell', quantity: 2, price: '110.265625', liquidity: 'taker', ago: 509 },
    { id: 'x-4', side: 'buy', quantity: 15, price: '110.328125', ago: 30_608 },
    { id: 'x-3', side: 'buy', quantity: 1, price: '6012.25', instrument: 'ESZ6', ago: 63_668 },
    { id: 'x-2', side: 'buy', quantity: 8, price: '110.328125', account: 'hedge', ago: 102_208 },
    { id: 'x-1', side: 'sell', quantity: 1200, price: '110.203125', ago: 127_679 },
  ],
  1_204,
);
