import type { Instrument } from '../../core/model/instrument.ts';
import type { Order, OrderTerms, Protection } from '../../core/model/order.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { instantText } from '../../core/trace/canonical.ts';
import { shownAverage } from './shown-average.ts';

/** An order for programs: prices as exact decimals, as text, beside what the exchange writes; null for what is not there. */
export interface OrderReport {
  readonly clientOrderId: string;
  readonly venueOrderId: string | null;
  readonly instrument: string;
  readonly account: string;
  readonly strategy: string;
  readonly side: 'buy' | 'sell';
  readonly type: string;
  readonly timeInForce: string;
  readonly product: string | null;
  readonly quantity: number;
  readonly filledQuantity: number;
  readonly leavesQuantity: number;
  readonly price: string | null;
  readonly stopPrice: string | null;
  /** As the exchange writes them; `average` of what was filled, a quotient. */
  readonly shown: { readonly price: string | null; readonly stopPrice: string | null; readonly average: string | null };
  readonly status: Order['status'];
  /** Asked for and not answered yet. */
  readonly asked: 'cancel' | 'replace' | null;
  readonly reason: string | null;
  /** Of the newest change that was refused. */
  readonly refused: string | null;
  /** The entry whose group it belongs to, and what it is there. */
  readonly group: string | null;
  readonly role: 'entry' | 'stop' | 'target' | 'close' | null;
  /** What was asked to protect it, as text: `stop 10 ticks, target 20 ticks`. */
  readonly protection: string | null;
  /** How many ticks behind the best price the console moves it. */
  readonly trail: number | null;
  /** Contracts in front of it at its price, where the venue knows. */
  readonly queueAhead: number | null;
  readonly created: string;
  readonly updated: string;
}

export function protectionText({ stopLoss, takeProfit }: Protection, { priceStyle }: Instrument): string {
  const at = (exit: NonNullable<Protection['stopLoss']>) => {
    if ('price' in exit) return `at ${formatPrice(exit.price, priceStyle)}`;
    return `${exit.ticks} ${exit.ticks === 1 ? 'tick' : 'ticks'}${exit.trails ? ' behind the best price' : ''}`;
  };
  return [stopLoss && `stop ${at(stopLoss)}`, takeProfit && `target ${at(takeProfit)}`].filter(Boolean).join(', ');
}

const shownPrices = ({ price, stopPrice }: OrderTerms, { priceStyle }: Instrument) => ({
  price: price === undefined ? null : formatPrice(price, priceStyle),
  stopPrice: stopPrice === undefined ? null : formatPrice(stopPrice, priceStyle),
});

const averageText = ({ filledCost, filledQuantity }: Order, instrument: Instrument): string | null =>
  filledQuantity === 0 ? null : shownAverage({ cost: filledCost, quantity: BigInt(filledQuantity) }, instrument);

export function orderReport(order: Order, instrument: Instrument, queueAhead?: number): OrderReport {
  const { intent, terms, filledQuantity } = order;
  const { price, stopPrice } = terms;
  return {
    clientOrderId: intent.clientOrderId,
    venueOrderId: order.venueOrderId ?? null,
    instrument: intent.instrument,
    account: intent.account,
    strategy: intent.strategy,
    side: intent.side,
    type: intent.type,
    timeInForce: intent.timeInForce,
    product: intent.product ?? null,
    quantity: terms.quantity,
    filledQuantity,
    leavesQuantity: order.leavesQuantity,
    price: price === undefined ? null : priceToDecimal(price),
    stopPrice: stopPrice === undefined ? null : priceToDecimal(stopPrice),
    shown: {
      ...shownPrices(terms, instrument),
      average: averageText(order, instrument),
    },
    status: order.status,
    asked: order.cancelRequested ? 'cancel' : order.replacing ? 'replace' : null,
    reason: order.reason ?? null,
    refused: order.refused?.reason ?? null,
    group: intent.exit?.protects ?? (intent.protection ? intent.clientOrderId : null),
    role: intent.exit?.role ?? (intent.protection ? 'entry' : null),
    protection: intent.protection ? protectionText(intent.protection, instrument) : null,
    trail: intent.trail ?? null,
    queueAhead: queueAhead ?? null,
    created: instantText(order.tsCreated),
    updated: instantText(order.tsUpdated),
  };
}
