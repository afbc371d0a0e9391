import type { AccountId } from '../../../core/model/ids.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import type { VenueAccount, VenueBooks, VenueFill, VenueOrder, VenuePosition } from '../../../core/venue/books.ts';
import { asked } from '../asked.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import { venueFillOf, venueOrderOf } from '../own-orders/strangers.ts';
import type { Gateway } from './http.ts';
import { positionOf } from './positions.ts';

export interface BooksOptions {
  readonly gateway: Gateway;
  readonly orders: OwnOrders;
  readonly nameOf: (contractId: string) => string;
  /** What was heard by asking is heard all the same. */
  readonly heard: { readonly row: (row: OrderRecord) => void; readonly trade: (trade: TradeRecord) => void };
  readonly told: () => void;
}

/** What the gateway keeps of us, asked for anew. */
export class Books implements VenueBooks {
  readonly #options: BooksOptions;

  constructor(options: BooksOptions) {
    this.#options = options;
  }

  accounts(): Promise<readonly VenueAccount[]> {
    return asked(() => this.#options.gateway.accounts());
  }

  positions(account: AccountId): Promise<readonly VenuePosition[]> {
    const { gateway, nameOf } = this.#options;
    return asked(async () => (await gateway.positions(account)).map((each) => positionOf(each, nameOf)));
  }

  orders(account: AccountId, since: Instant): Promise<readonly VenueOrder[]> {
    const { gateway, orders, nameOf, heard, told } = this.#options;
    return asked(async () => {
      const rows = await Promise.all([gateway.orders(account, { since }), gateway.openOrders(account)]);
      const newest = new Map<string, OrderRecord>();
      for (const row of rows.flat())
        if (!((newest.get(row.id)?.tsUpdated ?? -1) > row.tsUpdated)) newest.set(row.id, row);
      for (const row of newest.values()) heard.row(row);
      told();
      return [...newest.values()].map((row) => venueOrderOf(row, { nameOf, clientOrderId: orders.idOfTag(row.tag) }));
    });
  }

  /** Those that were voided are left out. */
  fills(account: AccountId, since: Instant): Promise<readonly VenueFill[]> {
    const { gateway, orders, nameOf, heard, told } = this.#options;
    return asked(async () => {
      const trades = await gateway.trades(account, { since: instant(since) });
      for (const trade of trades) heard.trade(trade);
      told();
      return trades
        .filter(({ voided, ts }) => !voided && ts >= since)
        .sort((a, b) => a.ts - b.ts || Number(a.id) - Number(b.id))
        .map((trade) => {
          const own = orders.ofVenueId(trade.order);
          return venueFillOf(trade, { nameOf, clientOrderId: own?.order.intent.clientOrderId });
        });
    });
  }
}
