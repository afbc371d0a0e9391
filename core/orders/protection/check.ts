import type { Instrument } from '../../model/instrument.ts';
import type { ExitAt, OrderTerms, OrderType, Protection } from '../../model/order.ts';
import { isOnTick, type Price } from '../../model/price.ts';
import { formatPrice } from '../../model/price-format.ts';
import type { Side } from '../../model/quantity.ts';

export const MOST_TICKS = 10_000;
export const NO_TRAIL = 'This venue replaces no orders, so no stop can follow the market there.';

/** An entry as far as its protection depends on it. */
export interface Entry extends Omit<OrderTerms, 'quantity'> {
  readonly side: Side;
  readonly type: OrderType;
}

/** Why an entry cannot be protected so at this venue, as a sentence; undefined when it can. A buy needs stop < entry < target. */
export function protectionProblem(
  entry: Entry,
  { stopLoss, takeProfit }: Protection,
  instrument: Instrument,
  {
    last,
    orderTypes,
    replace = true,
  }: { readonly last: Price | undefined; readonly orderTypes: readonly OrderType[]; readonly replace?: boolean },
): string | undefined {
  if (stopLoss === undefined && takeProfit === undefined)
    return 'protection is empty; give it stopLoss, takeProfit or both, or leave it out.';
  if (stopLoss && !orderTypes.includes('stop'))
    return 'This venue takes no stops, so nothing can stop a loss there; leave stopLoss out.';
  if (takeProfit && !orderTypes.includes('limit'))
    return 'This venue takes no limit orders, so nothing can take a profit there; leave takeProfit out.';
  if (takeProfit && 'trails' in takeProfit) return 'takeProfit does not follow the market; a stopLoss does.';
  if (stopLoss && 'trails' in stopLoss && !replace) return NO_TRAIL;
  const at = entry.price ?? entry.stopPrice ?? last;
  const sign = entry.side === 'buy' ? 1 : -1;
  return (
    exitProblem('stopLoss', stopLoss, { at, sign: -sign, instrument }) ??
    exitProblem('takeProfit', takeProfit, { at, sign, instrument }) ??
    crossed(stopLoss, takeProfit, sign)
  );
}

interface Where {
  readonly at: Price | undefined;
  /** 1 where the exit lies above its entry. */
  readonly sign: number;
  readonly instrument: Instrument;
}

function exitProblem(name: string, exit: ExitAt | undefined, { at, sign, instrument }: Where): string | undefined {
  if (exit === undefined) return undefined;
  if ('ticks' in exit) {
    if (Number.isSafeInteger(exit.ticks) && exit.ticks >= 1 && exit.ticks <= MOST_TICKS) return undefined;
    return `${name} is ${exit.ticks} ticks away; it is a whole number of ticks from 1 to ${MOST_TICKS}.`;
  }
  const shown = (price: Price) => formatPrice(price, instrument.priceStyle);
  if (!isOnTick(exit.price, instrument.tick)) return `${name} is off the grid of ${instrument.id}.`;
  if (at === undefined || sign * (exit.price - at) > 0) return undefined;
  const where = sign > 0 ? 'above' : 'below';
  return `${name} at ${shown(exit.price)} lies on the wrong side: it has to be ${where} ${shown(at)}, where the order enters.`;
}

function crossed(stopLoss: ExitAt | undefined, takeProfit: ExitAt | undefined, sign: number): string | undefined {
  if (!stopLoss || !takeProfit || !('price' in stopLoss) || !('price' in takeProfit)) return undefined;
  if (sign * (takeProfit.price - stopLoss.price) > 0) return undefined;
  return `stopLoss and takeProfit are the wrong way round: a ${sign > 0 ? 'buy' : 'sell'} has its stop ${sign > 0 ? 'below' : 'above'} its target.`;
}
