import type { Instrument } from '../../core/model/instrument.ts';
import { moneyToDecimal } from '../../core/model/money.ts';
import type { OrderIntent } from '../../core/model/order.ts';
import { type Price, priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { slices } from '../../core/orders/slices.ts';
import { exposureOf } from '../../core/risk/exposure.ts';
import type { BookState } from '../../core/topics.ts';
import type { TradedDesk } from './desk.ts';
import { protectionText } from './order-report.ts';

/** What would be sent, and what it is worth: exact decimals as text, null for what is not known. */
export interface PreviewReport {
  readonly order: {
    readonly instrument: string;
    readonly account: string;
    readonly side: 'buy' | 'sell';
    readonly type: string;
    readonly timeInForce: string;
    readonly product: string | null;
    readonly quantity: number;
    readonly price: string | null;
    readonly stopPrice: string | null;
    readonly protection: string | null;
    readonly trail: number | null;
    readonly shown: { readonly price: string | null; readonly stopPrice: string | null };
  };
  /** In how many orders it goes out. */
  readonly parts: number;
  /** |quantity × price × multiplier|, at the order's own price, else at what it would meet, else at the last one. */
  readonly notional: string | null;
  readonly currency: string;
  /** The price that it is valued at, and where that is from. */
  readonly valuedAt: {
    readonly price: string;
    readonly shown: string;
    readonly from: 'order' | 'book' | 'last';
  } | null;
}

type ValuedFrom = 'order' | 'book' | 'last';

function valuationOf({ bus }: TradedDesk, intent: OrderIntent): { price: Price; from: ValuedFrom } | undefined {
  const own = intent.price ?? intent.stopPrice;
  if (own !== undefined) return { price: own, from: 'order' };
  const { snapshot, last } = bus.read<BookState>(`book.${intent.instrument}`);
  const [met] = intent.side === 'buy' ? snapshot.asks : snapshot.bids;
  if (met) return { price: met.price, from: 'book' };
  return last ? { price: last.price, from: 'last' } : undefined;
}

export function previewReport(desk: TradedDesk, intent: OrderIntent): PreviewReport {
  const { side, type, timeInForce, quantity, account, product, protection, price, stopPrice } = intent;
  const instrument = desk.instrument(intent.instrument);
  const valued = valuationOf(desk, intent);
  const { multiplier, currency } = instrument;
  return {
    order: {
      instrument: instrument.id,
      account,
      side,
      type,
      timeInForce,
      product: product ?? null,
      quantity,
      price: price === undefined ? null : priceToDecimal(price),
      stopPrice: stopPrice === undefined ? null : priceToDecimal(stopPrice),
      trail: intent.trail ?? null,
      protection: protection ? protectionText(protection, instrument) : null,
      shown: { price: shown(price, instrument), stopPrice: shown(stopPrice, instrument) },
    },
    parts: slices(quantity, instrument).length,
    notional: valued ? moneyToDecimal(exposureOf({ quantity, price: valued.price, multiplier })) : null,
    currency,
    valuedAt: valued
      ? {
          price: priceToDecimal(valued.price),
          shown: formatPrice(valued.price, instrument.priceStyle),
          from: valued.from,
        }
      : null,
  };
}

const shown = (price: Price | undefined, { priceStyle }: Instrument): string | null =>
  price === undefined ? null : formatPrice(price, priceStyle);
