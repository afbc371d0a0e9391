import { clientOrderId } from '../../../../core/model/ids.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { TradeDate } from '../../../../core/model/time.ts';
import { LotBook } from '../../../../core/pnl/lot-book.ts';
import type { ExchangeTrade } from '../../port.ts';
import type { Row } from '../answers.ts';
import type { Listed } from '../catalog/catalog.ts';
import { averageNumber, moneyNumber, priceNumber, valueNumber } from '../numbers.ts';
import type { ProductCode } from '../orders/asked.ts';

/** Bought or sold, and for how much: Σ price × quantity, nano-points. */
class Side {
  quantity = 0;
  cost = 0n;

  add({ quantity, price }: ExchangeTrade): void {
    this.quantity += quantity;
    this.cost += BigInt(price) * BigInt(quantity);
  }
}

const noSide = (): Side => new Side();

/** What the user holds of an instrument as one product, by trade date. */
export class ProductPosition {
  readonly listed: Listed;
  readonly product: ProductCode;
  #day: TradeDate;
  #overnight = 0;
  #overnightCost = 0n;
  #bought = noSide();
  #sold = noSide();
  readonly #lots: LotBook;

  constructor(listed: Listed, product: ProductCode, day: TradeDate) {
    this.listed = listed;
    this.product = product;
    this.#day = day;
    this.#lots = new LotBook(() => listed.instrument.multiplier);
  }

  /** Shares that are delivered: what was held before today is a holding, and no position any more. */
  get isDelivered(): boolean {
    return this.product === 'D' && this.listed.segment.endsWith('_EQ');
  }

  /** As a position, long positive. */
  get quantity(): number {
    return this.#carried + this.#bought.quantity - this.#sold.quantity;
  }

  /** Shares as a holding. */
  get held(): number {
    return this.isDelivered ? this.#overnight : 0;
  }

  /** What of the holding was sold today. */
  get used(): number {
    return Math.min(this.held, Math.max(0, this.#sold.quantity - this.#bought.quantity));
  }

  /** Σ price × quantity of the holding, nano-points. */
  get heldCost(): bigint {
    return this.isDelivered ? this.#overnightCost : 0n;
  }

  /** Nothing is held as a position, and nothing was traded today. */
  get isGone(): boolean {
    return this.#carried === 0 && this.#bought.quantity === 0 && this.#sold.quantity === 0;
  }

  get #carried(): number {
    return this.isDelivered ? 0 : this.#overnight;
  }

  /** Σ price × signed quantity of what is open, nano-points. */
  get openCost(): bigint {
    const cost = this.#lot()?.cost ?? 0;
    return (BigInt(cost) * 1_000n) / BigInt(this.listed.instrument.multiplier);
  }

  apply(trade: ExchangeTrade, day: TradeDate): void {
    this.roll(day);
    this.#lots.apply({
      executionId: trade.id,
      clientOrderId: clientOrderId(trade.order),
      instrument: trade.instrument,
      account: trade.account,
      strategy: '',
      side: trade.side,
      quantity: trade.quantity,
      price: trade.price,
      liquidity: trade.liquidity,
      tradeDate: day,
      tsEvent: trade.ts,
      tsInit: trade.ts,
    });
    (trade.side === 'buy' ? this.#bought : this.#sold).add(trade);
  }

  /** Another trade date begins with what the one before ended with. */
  roll(day: TradeDate): void {
    if (day <= this.#day) return;
    const held = this.#overnight + this.#bought.quantity - this.#sold.quantity;
    this.#overnightCost = this.openCost;
    this.#overnight = held;
    this.#bought = noSide();
    this.#sold = noSide();
    this.#day = day;
  }

  /** What the stream says of it. */
  update(): Row {
    return { instrument_key: this.listed.key, ...this.#figures(), average_price: this.#average() ?? 0 };
  }

  /** What is asked for says of it, while the market is at a price that the day before ended at another. */
  row(last: Price, close: Price): Row {
    const { multiplier } = this.listed.instrument;
    const cost = this.openCost - this.heldCost;
    const unrealised = valueNumber((BigInt(last) * BigInt(this.quantity) - cost) * BigInt(multiplier));
    const realised = this.#realised();
    return {
      ...this.#figures(),
      value: valueNumber(cost * BigInt(multiplier)),
      pnl: Math.round((unrealised + realised) * 10_000) / 10_000,
      average_price: this.#average() ?? null,
      last_price: priceNumber(last),
      unrealised,
      realised,
      trading_symbol: this.listed.symbol,
      tradingsymbol: this.listed.symbol,
      close_price: priceNumber(close),
    };
  }

  #figures(): Row {
    const [bought, sold] = [this.#bought, this.#sold];
    const carried = this.#carried;
    const cost = carried === 0 ? 0n : this.#overnightCost;
    const [longCost, shortCost] = carried > 0 ? [cost, 0n] : [0n, -cost];
    const [long, short] = [Math.max(0, carried), Math.max(0, -carried)];
    return {
      exchange: this.listed.exchange,
      multiplier: this.listed.instrument.multiplier,
      product: this.product,
      instrument_token: this.listed.key,
      quantity: this.quantity,
      overnight_quantity: carried,
      overnight_buy_amount: valueNumber(longCost),
      overnight_buy_quantity: long,
      overnight_sell_amount: valueNumber(shortCost),
      overnight_sell_quantity: short,
      day_buy_quantity: bought.quantity,
      day_buy_value: valueNumber(bought.cost),
      day_buy_price: averageNumber(bought.cost, bought.quantity),
      day_sell_quantity: sold.quantity,
      day_sell_value: valueNumber(sold.cost),
      day_sell_price: averageNumber(sold.cost, sold.quantity),
      buy_value: valueNumber(bought.cost),
      sell_value: valueNumber(sold.cost),
      buy_price: averageNumber(bought.cost + longCost, bought.quantity + long),
      sell_price: averageNumber(sold.cost + shortCost, sold.quantity + short),
    };
  }

  /** The venue tells one of what was held before today alone. */
  #average(): number | undefined {
    if (this.#carried === 0) return undefined;
    return Math.abs(averageNumber(this.#overnightCost, this.#carried));
  }

  #realised(): number {
    const lot = this.#lot();
    return lot ? moneyNumber(lot.realized) : 0;
  }

  #lot() {
    for (const position of this.#lots.positions()) return position;
    return undefined;
  }
}
