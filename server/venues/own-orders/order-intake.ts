import type { VenueEvent } from '../../../core/venue/port.ts';
import { Heard } from './heard.ts';
import type { OwnOrders } from './orders.ts';
import type { OwnOrder } from './own-order.ts';
import type { OrderRecord, TradeRecord } from './record.ts';
import { venueFillOf, venueOrderOf } from './strangers.ts';
import { StrayTrades } from './stray-trades.ts';

export interface OrderIntakeOptions {
  readonly orders: OwnOrders;
  readonly nameOf: (contractId: string) => string;
  readonly emit: (event: VenueEvent) => void;
  readonly dispatch: () => void;
  /** Something was said of an order of ours. */
  readonly moved: (own: OwnOrder) => void;
}

/** Takes rows and executions from wherever they come: what is ours to our orders, the rest as of others, each once. */
export class OrderIntake {
  readonly #options: OrderIntakeOptions;
  readonly #strays = new StrayTrades();
  /** What was told of orders that are not ours. */
  readonly #others = new Heard();

  constructor(options: OrderIntakeOptions) {
    this.#options = options;
  }

  readonly row = (row: OrderRecord): void => {
    const { orders, nameOf, emit, moved } = this.#options;
    if (orders.row(row)) {
      const own = orders.ofVenueId(row.id);
      if (own) moved(own);
      return;
    }
    if (this.#others.hasRow(row)) return;
    this.#others.row(row);
    emit({ type: 'other_order', order: venueOrderOf(row, { nameOf, clientOrderId: orders.idOfTag(row.tag) }) });
  };

  readonly trade = (trade: TradeRecord): void => {
    const { orders, moved } = this.#options;
    if (!orders.trade(trade)) {
      this.#strays.add(trade);
      return;
    }
    const own = orders.ofVenueId(trade.order);
    if (own) moved(own);
  };

  /** Everything that came together was taken. */
  readonly told = (): void => {
    const { orders, dispatch } = this.#options;
    this.#strays.settle((trade) => orders.trade(trade), !orders.isAnyPlacing(), this.#other);
    dispatch();
  };

  readonly #other = (trade: TradeRecord): void => {
    const { nameOf, emit } = this.#options;
    if (trade.voided || this.#others.hasTrade(trade)) return;
    this.#others.trade(trade);
    emit({ type: 'other_fill', fill: venueFillOf(trade, { nameOf, clientOrderId: undefined }) });
  };
}
