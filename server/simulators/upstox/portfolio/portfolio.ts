import type { Calendars } from '../../../../core/calendar/calendar.ts';
import { tradeDateOf } from '../../../../core/calendar/session.ts';
import type { Clock } from '../../../../core/clock.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { TradeDate } from '../../../../core/model/time.ts';
import type { ExchangeTrade, SimulatedExchange } from '../../port.ts';
import type { Row } from '../answers.ts';
import type { Listed } from '../catalog/catalog.ts';
import { isinOf } from '../catalog/shares.ts';
import { averageNumber, priceNumber, valueNumber } from '../numbers.ts';
import type { UpstoxOrder } from '../orders/order.ts';
import { ProductPosition } from './position.ts';

export interface PortfolioParts {
  readonly exchange: SimulatedExchange;
  readonly clock: Clock;
  readonly calendars: Calendars;
  /** Called with what the stream says of a position or a holding that has changed. */
  readonly changed: (type: 'position' | 'holding', update: Row) => void;
}

/** What the user holds, by instrument and product. Shares that are delivered are holdings from the next trade date on, and positions until then. */
export class Portfolio {
  readonly #parts: PortfolioParts;
  readonly #positions = new Map<string, ProductPosition>();

  constructor(parts: PortfolioParts) {
    this.#parts = parts;
  }

  take(trade: ExchangeTrade, order: UpstoxOrder): void {
    const { listed, product } = order.asked;
    const day = this.#dayOf(listed);
    const key = `${listed.key} ${product}`;
    const position = this.#positions.get(key) ?? new ProductPosition(listed, product, day);
    this.#positions.set(key, position);
    position.apply(trade, day);
    this.#parts.changed('position', position.update());
    if (position.held > 0) this.#parts.changed('holding', holdingFigures(position));
  }

  /** Open ones, and those that were traded today. */
  positions(): readonly ProductPosition[] {
    return this.#rolled().filter(({ isGone }) => !isGone);
  }

  rows(): readonly Row[] {
    return this.positions().map((position) => {
      const { last, close } = this.#prices(position.listed);
      return position.row(last, close);
    });
  }

  holdings(): readonly Row[] {
    const held = this.#rolled().filter((each) => each.held > 0);
    return held.map((position) => {
      const { last, close } = this.#prices(position.listed);
      const change = last - close;
      return {
        ...holdingFigures(position),
        trading_symbol: position.listed.symbol,
        tradingsymbol: position.listed.symbol,
        last_price: priceNumber(last),
        close_price: priceNumber(close),
        pnl: valueNumber(BigInt(last) * BigInt(position.held) - position.heldCost),
        day_change: priceNumber(change as Price),
        day_change_percentage: close === 0 ? 0 : Math.round((change / close) * 1_000_000) / 10_000,
      };
    });
  }

  /** Every one, as of today. */
  #rolled(): readonly ProductPosition[] {
    for (const position of this.#positions.values()) position.roll(this.#dayOf(position.listed));
    return [...this.#positions.values()];
  }

  #dayOf({ instrument }: Listed): TradeDate {
    const { clock, calendars } = this.#parts;
    return tradeDateOf(instrument.session, clock.now(), calendars);
  }

  #prices({ instrument }: Listed): { readonly last: Price; readonly close: Price } {
    const day = this.#parts.exchange.day(instrument.id);
    return { last: day?.last ?? (0 as Price), close: day?.previousClose ?? (0 as Price) };
  }
}

function holdingFigures({ listed, held, used, heldCost }: ProductPosition): Row {
  return {
    isin: isinOf(listed.instrument.root),
    cnc_used_quantity: used,
    collateral_type: 'WC',
    collateral_quantity: 0,
    collateral_update_quantity: 0,
    company_name: listed.instrument.name.toUpperCase(),
    haircut: 0.2,
    product: 'D',
    quantity: held,
    instrument_token: listed.key,
    instrument_key: listed.key,
    average_price: averageNumber(heldCost, held),
    t1_quantity: 0,
    exchange: listed.exchange,
  };
}
