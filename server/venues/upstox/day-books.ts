import type { AccountId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { OrderBooks } from '../own-orders/pursuit.ts';
import type { TradeRecord } from '../own-orders/record.ts';
import { Shared } from '../shared.ts';
import { ofAccount, type Upstox } from './http.ts';
import type { UpstoxOrder } from './parse/order.ts';

/** An order of an account. */
export type OrderRow = UpstoxOrder & { readonly account: AccountId };

/** What Upstox says of orders when it is asked: always of the whole day, so what many ask for at once is asked for once. */
export class DayBooks implements OrderBooks {
  readonly #upstox: Pick<Upstox, 'order'>;
  readonly #orders: Shared<readonly UpstoxOrder[]>;
  readonly #trades: Shared<readonly Omit<TradeRecord, 'account'>[]>;

  constructor(upstox: Pick<Upstox, 'order' | 'orders' | 'trades'>) {
    this.#upstox = upstox;
    this.#orders = new Shared(() => upstox.orders());
    this.#trades = new Shared(() => upstox.trades());
  }

  async order(account: AccountId, id: Parameters<Upstox['order']>[0]): Promise<OrderRow> {
    return ofAccount(await this.#upstox.order(id), account);
  }

  async orders(account: AccountId, since: Instant): Promise<readonly OrderRow[]> {
    const rows = await this.#orders.get();
    return rows
      .filter(({ standing, tsUpdated }) => standing === 'open' || standing === 'none' || tsUpdated >= since)
      .map((row) => ofAccount(row, account));
  }

  async trades(account: AccountId, since: Instant): Promise<readonly TradeRecord[]> {
    const trades = await this.#trades.get();
    return trades.filter(({ ts }) => ts >= since).map((trade) => ofAccount(trade, account));
  }
}
