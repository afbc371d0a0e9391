import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { OrderBooks } from '../own-orders/pursuit.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import { Shared } from '../shared.ts';
import type { Kite } from './http.ts';
import { ofAccount } from './parse/order.ts';
import { tradeOf } from './parse/trade.ts';

export interface DayBookOptions {
  readonly kite: Pick<Kite, 'orders' | 'trades'>;
  readonly account: () => AccountId | undefined;
  /** Counts what is heard, so that what was asked for earlier is older. */
  readonly nextHeard: () => number;
}

/** The orders and trades of the day, of which Kite gives all at once: whoever asks for one of them shares the asking with whoever asks for others. */
export class DayBook implements OrderBooks {
  readonly #orders: Shared<readonly OrderRecord[]>;
  readonly #trades: Shared<readonly TradeRecord[]>;

  constructor({ kite, account, nextHeard }: DayBookOptions) {
    const known = (): AccountId => {
      const id = account();
      if (id === undefined) throw new VenueProblem('Nobody is logged in at Kite, so its orders cannot be asked for.');
      return id;
    };
    this.#orders = new Shared(async () => {
      const heard = nextHeard();
      const rows = await kite.orders();
      return rows.map((row) => ofAccount(row, known(), heard));
    });
    this.#trades = new Shared(async () => (await kite.trades()).map((row) => tradeOf(row, known())));
  }

  async order(_: AccountId, id: VenueOrderId): Promise<OrderRecord> {
    const found = (await this.#orders.get()).find((row) => row.id === id);
    if (found === undefined) throw new VenueProblem(`Kite does not list the order ${id} today.`);
    return found;
  }

  /** All of today's: an order that is older is over. */
  orders(_account: AccountId, _since: Instant): Promise<readonly OrderRecord[]> {
    return this.#orders.get();
  }

  trades(_account: AccountId, _since: Instant): Promise<readonly TradeRecord[]> {
    return this.#trades.get();
  }
}
