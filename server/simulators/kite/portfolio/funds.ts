import { PRICE_UNITS_PER_POINT } from '../../../../core/model/price.ts';
import { type Side, sideSign } from '../../../../core/model/quantity.ts';
import type { SimulatedExchange } from '../../port.ts';
import type { Listed } from '../listing.ts';
import { rupees } from '../numbers.ts';
import type { Asked, KiteProduct } from '../orders/asked.ts';
import type { KiteOrder } from '../orders/order.ts';
import { netOf, type Positions, worthOf } from './positions.ts';

/** Rupees that the account begins with. */
export const OPENING = 10_000_000;

/** Shares of what is traded, and of the strike of an option that is sold, that have to be there: of a likely size, and nobody's list. */
const SPAN = 0.095;
const EXPOSURE = 0.02;
const INTRADAY_SHARES = 0.2;

/** What has to be there for an order or a position. */
interface Requirement {
  readonly span: number;
  readonly exposure: number;
  readonly premium: number;
  readonly shares: number;
}

export const totalOf = ({ span, exposure, premium, shares }: Requirement): number => span + exposure + premium + shares;

/** Of so many on a side at a price in rupees. */
export function requirementOf(
  { instrument, type }: Listed,
  product: KiteProduct,
  side: Side,
  quantity: number,
  price: number,
): Requirement {
  const nothing = { span: 0, exposure: 0, premium: 0, shares: 0 };
  const worth = quantity * price * instrument.multiplier;
  if (type === 'EQ') return { ...nothing, shares: product === 'MIS' ? worth * INTRADAY_SHARES : worth };
  const { option } = instrument;
  if (option && side === 'buy') return { ...nothing, premium: worth };
  const notional = option ? (option.strike / PRICE_UNITS_PER_POINT) * quantity * instrument.multiplier : worth;
  return { ...nothing, span: notional * SPAN, exposure: notional * EXPOSURE };
}

/** The money of the account: what was there in the morning, what positions made and what they and open orders need. */
export class Funds {
  readonly #exchange: SimulatedExchange;
  readonly #positions: Positions;
  readonly #open: () => readonly KiteOrder[];

  constructor(exchange: SimulatedExchange, positions: Positions, open: () => readonly KiteOrder[]) {
    this.#exchange = exchange;
    this.#positions = positions;
    this.#open = open;
  }

  /** Why an order cannot be paid, as a sentence. */
  lacks(asked: Asked): string | undefined {
    const required = totalOf(this.required(asked));
    const { net } = this.state();
    if (required <= net) return undefined;
    return `Insufficient funds. Required margin is ${required.toFixed(2)} but available margin is ${net.toFixed(2)}. Check the orderbook for open orders.`;
  }

  /** Of an order: nothing for what closes a position. */
  required({ listed, product, side, quantity, price }: Asked): Requirement {
    const held = this.#positions.net(listed, product) * -sideSign(side);
    const opens = Math.max(0, quantity - Math.max(0, held));
    const at = price > 0 ? rupees(price) : this.#last(listed);
    return requirementOf(listed, product, side, opens, at);
  }

  state() {
    let realized = 0;
    let used: Requirement = { span: 0, exposure: 0, premium: 0, shares: 0 };
    for (const position of this.#positions.all()) {
      const { all, listed, product } = position;
      const net = netOf(position);
      const matched = Math.min(all.bought, all.sold);
      const bought = all.bought === 0 ? 0 : worthOf(all.boughtCost) / all.bought;
      const sold = all.sold === 0 ? 0 : worthOf(all.soldCost) / all.sold;
      realized += matched * (sold - bought) * listed.instrument.multiplier;
      if (net === 0) continue;
      const side = net > 0 ? 'buy' : 'sell';
      used = sum(used, requirementOf(listed, product, side, Math.abs(net), net > 0 ? bought : sold));
    }
    for (const order of this.#open()) {
      used = sum(used, this.required({ ...order.asked, ...order.terms, quantity: order.left }));
    }
    return { opening: OPENING, realized, used, net: OPENING + realized - totalOf(used) };
  }

  #last = ({ instrument }: Listed): number => {
    const day = this.#exchange.day(instrument.id);
    return day === undefined ? 0 : rupees(day.last);
  };
}

const sum = (a: Requirement, b: Requirement): Requirement => ({
  span: a.span + b.span,
  exposure: a.exposure + b.exposure,
  premium: a.premium + b.premium,
  shares: a.shares + b.shares,
});

/** `GET /user/margins`. */
export function marginsOf({ opening, realized, used, net }: ReturnType<Funds['state']>) {
  const round = (value: number) => Math.round(value * 100) / 100;
  const segment = (cash: number, is: typeof used, made: number, left: number) => ({
    enabled: true,
    net: round(left),
    available: {
      adhoc_margin: 0,
      cash,
      opening_balance: cash,
      live_balance: round(left),
      collateral: 0,
      intraday_payin: 0,
    },
    utilised: {
      debits: round(totalOf(is) - made),
      exposure: round(is.exposure),
      m2m_realised: round(made),
      m2m_unrealised: 0,
      option_premium: round(is.premium),
      payout: 0,
      span: round(is.span),
      holding_sales: 0,
      turnover: 0,
      liquid_collateral: 0,
      stock_collateral: 0,
      delivery: round(is.shares),
    },
  });
  const nothing = { span: 0, exposure: 0, premium: 0, shares: 0 };
  return { equity: segment(opening, used, realized, net), commodity: segment(0, nothing, 0, 0) };
}
