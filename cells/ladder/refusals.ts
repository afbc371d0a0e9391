import { formatInteger } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order } from '../../core/model/order.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import type { OrdersState } from '../../core/topics.ts';
import { typeWords } from './order-view.ts';
import type { VenueRefusal } from './schema.ts';

const SHOWN = 6;

function named({ intent: { side, type }, terms }: Order, { priceStyle }: Instrument): string {
  const price = terms.stopPrice ?? terms.price;
  const at = price === undefined ? '' : ` at ${formatPrice(price, priceStyle)}`;
  return `The ${typeWords[type]} order to ${side} ${formatInteger(terms.quantity)}${at}`;
}

/** What the venue refused of an order, newest first: its end, a replacement, or to cancel it. */
function refusalsOf(order: Order, instrument: Instrument): VenueRefusal[] {
  const { ended, refused, reason, status } = order;
  const id = order.intent.clientOrderId;
  const what = named(order, instrument);
  const isOpen = status === 'working' || status === 'partially_filled';
  return [
    ...(ended ? [{ id, at: 0, ended: true, text: `${what} was ${ended.status}. ${ended.reason}` }] : []),
    ...(refused ? [{ id, at: refused.ts, ended: false, text: `${what} was not replaced. ${refused.reason}` }] : []),
    ...(isOpen && reason !== undefined && reason !== refused?.reason
      ? [{ id, at: 0, ended: false, text: `${what} was not canceled. ${reason}` }]
      : []),
  ];
}

/** A person's own orders, and those at the market that close what a strategy holds; the quotes of strategies end all the time. */
const isAsked = ({ intent: { strategy, type } }: Order): boolean => strategy === 'manual' || type === 'market';

/** The newest refusals of the venue, so that a person who asked can read why. */
export function venueRefusals(
  state: OrdersState | undefined,
  instrument: Instrument,
  account: string | null,
): VenueRefusal[] {
  const own = (state?.orders ?? []).filter(
    (order) => order.intent.instrument === instrument.id && order.intent.account === account && isAsked(order),
  );
  return own
    .filter(({ ended, refused, reason }) => ended || refused || reason !== undefined)
    .sort((a, b) => b.tsUpdated - a.tsUpdated)
    .slice(0, SHOWN)
    .flatMap((order) => refusalsOf(order, instrument));
}
