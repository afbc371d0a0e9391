import type { SimulatedExchange } from '../../port.ts';
import { rupees } from '../numbers.ts';
import { type KitePosition, netOf, type Tally, worthOf } from './positions.ts';

const paisa = (value: number): number => Math.round(value * 10_000) / 10_000;
const average = (cost: bigint, quantity: number): number => (quantity === 0 ? 0 : paisa(worthOf(cost) / quantity));

/** A position as `net` and `day` have it. Source: Kite Connect, portfolio, and the vendor's captures: `unrealised` is the whole profit. */
export function positionRow(
  position: KitePosition,
  exchange: SimulatedExchange,
  kind: 'net' | 'day',
): Readonly<Record<string, unknown>> {
  const { listed, product, overnight, overnightCost, all, day } = position;
  const { instrument, token, symbol, exchange: name } = listed;
  const state = exchange.day(instrument.id);
  const last = state ? rupees(state.last) : 0;
  const { multiplier } = instrument;
  const shown = kind === 'net' ? all : day;
  const quantity = shown.bought - shown.sold;
  const marked = markedBy(day, overnight, overnightCost);
  const value = paisa((worthOf(shown.soldCost) - worthOf(shown.boughtCost)) * multiplier);
  const pnl = paisa(value + quantity * last * multiplier);
  const m2m = kind === 'day' ? pnl : paisa((marked.sold - marked.bought + netOf(position) * last) * multiplier);
  return {
    tradingsymbol: symbol,
    exchange: name,
    instrument_token: token,
    product,
    quantity,
    overnight_quantity: kind === 'net' ? overnight : 0,
    multiplier,
    average_price: quantity === 0 ? 0 : sideAverage(shown, quantity),
    close_price: overnight === 0 || !state ? 0 : rupees(state.previousClose),
    last_price: last,
    value,
    pnl,
    m2m,
    unrealised: pnl,
    realised: 0,
    buy_quantity: shown.bought,
    buy_price: average(shown.boughtCost, shown.bought),
    buy_value: paisa(worthOf(shown.boughtCost) * multiplier),
    buy_m2m: paisa((kind === 'net' ? marked.bought : worthOf(shown.boughtCost)) * multiplier),
    sell_quantity: shown.sold,
    sell_price: average(shown.soldCost, shown.sold),
    sell_value: paisa(worthOf(shown.soldCost) * multiplier),
    sell_m2m: paisa((kind === 'net' ? marked.sold : worthOf(shown.soldCost)) * multiplier),
    day_buy_quantity: day.bought,
    day_buy_price: average(day.boughtCost, day.bought),
    day_buy_value: paisa(worthOf(day.boughtCost) * multiplier),
    day_sell_quantity: day.sold,
    day_sell_price: average(day.soldCost, day.sold),
    day_sell_value: paisa(worthOf(day.soldCost) * multiplier),
  };
}

const sideAverage = ({ bought, sold, boughtCost, soldCost }: Tally, quantity: number): number =>
  quantity > 0 ? average(boughtCost, bought) : average(soldCost, sold);

/** What both sides of the day are worth with what was there in the morning at the price that the day before ended at. */
function markedBy(day: Tally, overnight: number, overnightCost: bigint): { bought: number; sold: number } {
  const carried = worthOf(overnightCost);
  return {
    bought: worthOf(day.boughtCost) + (overnight > 0 ? carried : 0),
    sold: worthOf(day.soldCost) + (overnight < 0 ? carried : 0),
  };
}
