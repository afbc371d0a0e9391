import type { AccountId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { VenueAccount, VenueBooks, VenueFill, VenueOrder, VenuePosition } from '../../../core/venue/books.ts';
import { asked } from '../asked.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import { venueFillOf, venueOrderOf } from '../own-orders/strangers.ts';
import type { DayBooks } from './day-books.ts';
import { UpstoxRefused } from './errors.ts';
import type { Upstox } from './http.ts';
import type { Parts } from './parts.ts';
import type { Held } from './positions.ts';

export interface BooksOptions {
  readonly upstox: Pick<Upstox, 'profile' | 'funds' | 'positions'>;
  readonly day: DayBooks;
  readonly orders: OwnOrders;
  readonly parts: Parts;
  readonly held: Held;
  readonly nameOf: (key: string) => string;
  /** What was heard by asking is heard all the same. */
  readonly heard: { readonly row: (row: OrderRecord) => void; readonly trade: (trade: TradeRecord) => void };
  readonly told: () => void;
  readonly isSimulated: boolean;
}

/** Funds are told by day alone. */
const NO_FUNDS_NOW = 'UDAPI100072';

/** What Upstox keeps of us, asked for anew. */
export class Books implements VenueBooks {
  readonly #options: BooksOptions;

  constructor(options: BooksOptions) {
    this.#options = options;
  }

  /** Of the user that is logged in, who has one. */
  accounts(): Promise<readonly VenueAccount[]> {
    const { upstox, isSimulated } = this.#options;
    return asked(async () => {
      const [{ id, name, isActive }, balance] = await Promise.all([upstox.profile(), upstox.funds().catch(noFunds)]);
      return [
        {
          id,
          name,
          currency: 'INR',
          ...(balance === undefined ? {} : { balance }),
          canTrade: isActive,
          simulated: isSimulated,
        },
      ];
    });
  }

  positions(account: AccountId): Promise<readonly VenuePosition[]> {
    const { upstox, held } = this.#options;
    return asked(async () => held.all(await upstox.positions(), account));
  }

  orders(account: AccountId, since: Instant): Promise<readonly VenueOrder[]> {
    const { day, orders, parts, nameOf, heard, told } = this.#options;
    return asked(async () => {
      const rows = await day.orders(account, since);
      for (const row of rows) heard.row(row);
      told();
      const whole = new Map(rows.map((row) => parts.row(row)).map((row) => [row.id, row]));
      return [...whole.values()].map((row) => venueOrderOf(row, { nameOf, clientOrderId: orders.idOfTag(row.tag) }));
    });
  }

  fills(account: AccountId, since: Instant): Promise<readonly VenueFill[]> {
    const { day, orders, parts, nameOf, heard, told } = this.#options;
    return asked(async () => {
      const trades = await day.trades(account, since);
      for (const trade of trades) heard.trade(trade);
      told();
      return trades
        .map((trade) => parts.trade(trade))
        .sort((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1))
        .map((trade) => {
          const own = orders.ofVenueId(trade.order);
          return venueFillOf(trade, { nameOf, clientOrderId: own?.order.intent.clientOrderId });
        });
    });
  }
}

function noFunds(error: unknown): undefined {
  if (error instanceof UpstoxRefused && error.codes.includes(NO_FUNDS_NOW)) return undefined;
  throw error;
}
