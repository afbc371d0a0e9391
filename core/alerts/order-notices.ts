import { formatGain, formatMoney } from '../format.ts';
import type { Fill } from '../model/fill.ts';
import type { Instrument } from '../model/instrument.ts';
import { addMoney, type Money, NO_MONEY } from '../model/money.ts';
import type { Order, OrderEvent, OrderTerms } from '../model/order.ts';
import type { Price } from '../model/price.ts';
import { formatAverage, formatPrice } from '../model/price-format.ts';
import type { SignedQuantity } from '../model/quantity.ts';
import { type Match, netRealized, type PositionKey } from '../pnl/match.ts';
import type { Notice } from './notification.ts';

/** An event of an order that is folded, and what its fill did to its position. */
export interface OrderNews {
  readonly event: OrderEvent;
  /** After it. */
  readonly order: Order;
  readonly fill?: Fill;
  /** What the fill closed and what the position holds then; absent for a fill that came late. */
  readonly booked?: { readonly matches: readonly Match[]; readonly left: SignedQuantity };
}

type Look = (instrument: string) => Instrument | undefined;

/** What is told of a burst of events: placements, failures and closed positions each, fills once an order. */
export class OrderNotices {
  readonly #look: Look;
  /** Realized and fees of positions since they were flat, or since this began. */
  readonly #trips = new Map<string, { realized: Money; net: Money; readonly whole: boolean }>();

  /** Orders that we have asked to cancel. */
  readonly #canceling = new Set<string>();

  constructor(look: Look) {
    this.#look = look;
  }

  of(burst: readonly OrderNews[]): readonly Notice[] {
    const lastFill = new Map(burst.flatMap((news) => (news.fill ? [[news.event.clientOrderId, news] as const] : [])));
    return burst.flatMap((news) => {
      const { event, fill } = news;
      const told = fill === undefined ? this.#said(news) : [];
      const placedAndFilled = event.type === 'accepted' && lastFill.has(event.clientOrderId);
      return [
        ...(placedAndFilled ? [] : told),
        ...(lastFill.get(event.clientOrderId) === news ? [this.#filled(news.order)] : []),
        ...this.#closed(news),
      ];
    });
  }

  #said({ event, order }: OrderNews): readonly Notice[] {
    const { clientOrderId, account, instrument, strategy } = order.intent;
    const about = aboutOrder(order);
    const what = this.#words(order, order.terms);
    const failed = { ...about, type: 'order_failed', level: 'warning' } as const;
    const key = `failed.${account}.${instrument}.${strategy}`;
    switch (event.type) {
      case 'accepted':
        return [
          { ...about, type: 'order_placed', level: 'info', key: `placed.${clientOrderId}`, text: `Placed: ${what}.` },
        ];
      case 'rejected':
        return [{ ...failed, key, text: `Rejected: ${what}.`, detail: event.reason }];
      case 'replace_rejected':
        return [{ ...failed, key, text: `A change was rejected; it stays ${what}.`, detail: event.reason }];
      case 'cancel_requested':
        this.#canceling.add(clientOrderId);
        return [];
      case 'cancel_rejected':
        this.#canceling.delete(clientOrderId);
        return [{ ...failed, key, text: `Not canceled: ${what}.`, detail: event.reason }];
      case 'lost':
        return [{ ...failed, key, text: `Not known how it stands: ${what}.`, detail: event.reason }];
      case 'canceled':
        if (this.#canceling.delete(clientOrderId) || order.intent.timeInForce === 'ioc') return [];
        return [{ ...failed, key, text: `Canceled by the venue: ${what}.`, detail: event.reason }];
      default:
        return [];
    }
  }

  #filled(order: Order): Notice {
    const { clientOrderId, instrument, side } = order.intent;
    const { filledQuantity, filledCost, terms } = order;
    const whole = order.leavesQuantity === 0;
    const verb = side === 'buy' ? 'Bought' : 'Sold';
    const quantity = whole ? String(filledQuantity) : `${filledQuantity} of ${terms.quantity}`;
    const known = this.#look(instrument);
    const price = known && averageText(filledCost, BigInt(filledQuantity), known);
    return {
      ...aboutOrder(order),
      type: 'order_fill',
      level: whole ? 'success' : 'info',
      key: `fill.${clientOrderId}`,
      text: `${verb} ${quantity} ${instrument}${price === undefined ? '' : ` at ${price}`}.`,
    };
  }

  #closed({ order, fill, booked }: OrderNews): readonly Notice[] {
    if (fill === undefined || booked === undefined) return [];
    const { matches, left } = booked;
    const key = tripOf(fill);
    const opens = matches.length === 0 && Math.abs(left) === fill.quantity;
    if (opens) this.#trips.set(key, { realized: NO_MONEY, net: NO_MONEY, whole: true });
    const trip = this.#trips.get(key) ?? { realized: NO_MONEY, net: NO_MONEY, whole: false };
    for (const match of matches) {
      trip.realized = addMoney(trip.realized, match.realized);
      trip.net = addMoney(trip.net, netRealized(match));
    }
    const [first] = matches;
    const turned = first !== undefined && left !== 0 && left > 0 === (fill.side === 'buy');
    if (first === undefined || (left !== 0 && !turned)) {
      this.#trips.set(key, trip);
      return [];
    }
    if (turned) this.#trips.set(key, { realized: NO_MONEY, net: NO_MONEY, whole: true });
    else this.#trips.delete(key);
    const { instrument } = fill;
    const currency = this.#look(instrument)?.currency ?? '';
    const gain = formatGain(trip.realized);
    const details = [
      trip.net === trip.realized ? '' : `After fees ${formatMoney(trip.net, { sign: 'always' })} ${currency}.`,
      trip.whole ? '' : 'What was closed before the console started is not counted.',
    ].filter(Boolean);
    return [
      {
        ...aboutOrder(order),
        type: 'position_close',
        level: gain.sign === 'loss' ? 'info' : 'success',
        key: `closed.${fill.executionId}`,
        text: `Closed ${first.side} ${instrument}: realized ${gain.text} ${currency}`.trimEnd().concat('.'),
        ...(details.length === 0 ? {} : { detail: details.join(' ') }),
      },
    ];
  }

  /** `buy 2 ESZ6 at 5012.25, day`. */
  #words({ intent }: Order, { quantity, price, stopPrice }: OrderTerms): string {
    const { instrument, side, timeInForce } = intent;
    const style = this.#look(instrument)?.priceStyle;
    const shown = (value: Price): string => (style === undefined ? '?' : formatPrice(value, style));
    const limit = price === undefined ? 'at the market' : `at ${shown(price)}`;
    const terms = stopPrice === undefined ? limit : `${limit} from ${shown(stopPrice)} on`;
    return `${side} ${quantity} ${instrument} ${terms}, ${timeInForce}`;
  }
}

/** What lies on the tick is written as a price. */
function averageText(cost: bigint, quantity: bigint, { tick, priceStyle }: Instrument): string {
  if (cost % (quantity * BigInt(tick)) === 0n) return formatPrice(Number(cost / quantity) as Price, priceStyle);
  return `${formatAverage({ cost, quantity }, priceStyle)} on average`;
}

const tripOf = ({ instrument, account, strategy }: PositionKey): string => `${instrument}\n${account}\n${strategy}`;

const aboutOrder = ({ intent }: Order): Pick<Notice, 'account' | 'instrument' | 'side' | 'subject'> => ({
  account: intent.account,
  instrument: intent.instrument,
  side: intent.side,
  subject: { kind: 'order', id: intent.clientOrderId },
});
