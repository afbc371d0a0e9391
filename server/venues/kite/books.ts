import type { AccountId } from '../../../core/model/ids.ts';
import type { SignedQuantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { VenueAccount, VenueBooks, VenueFill, VenueOrder, VenuePosition } from '../../../core/venue/books.ts';
import { asked } from '../asked.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { OrderBooks } from '../own-orders/pursuit.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import { venueFillOf, venueOrderOf } from '../own-orders/strangers.ts';
import { decimalOf } from '../parse/number.ts';
import type { Kite } from './http.ts';
import type { Margins, Profile } from './parse/account.ts';
import type { PositionRecord } from './parse/position.ts';

export interface BooksOptions {
  readonly kite: Kite;
  readonly book: OrderBooks;
  readonly orders: OwnOrders;
  readonly nameOf: (contractId: string) => string;
  readonly simulated: boolean;
  /** What was heard by asking is heard all the same. */
  readonly heard: { readonly row: (row: OrderRecord) => void; readonly trade: (trade: TradeRecord) => void };
  readonly told: () => void;
}

/** What Kite keeps of us, asked for anew. It keeps orders and trades for a day. */
export class Books implements VenueBooks {
  readonly #options: BooksOptions;

  constructor(options: BooksOptions) {
    this.#options = options;
  }

  accounts(): Promise<readonly VenueAccount[]> {
    const { kite, simulated } = this.#options;
    return asked(async () => {
      const [profile, margins] = await Promise.all([kite.profile(), kite.margins()]);
      return [accountOf(profile, margins, simulated)];
    });
  }

  positions(account: AccountId): Promise<readonly VenuePosition[]> {
    const { kite, nameOf } = this.#options;
    return asked(async () => netted(await kite.positions()).map((each) => positionOf(each, account, nameOf)));
  }

  orders(account: AccountId, since: Instant): Promise<readonly VenueOrder[]> {
    const { book, orders, nameOf, heard, told } = this.#options;
    return asked(async () => {
      const rows = await book.orders(account, since);
      for (const row of rows) heard.row(row);
      told();
      return rows
        .filter((row) => row.tsUpdated >= since || row.standing === 'open' || row.standing === 'none')
        .map((row) => venueOrderOf(row, { nameOf, clientOrderId: orders.idOfTag(row.tag) }));
    });
  }

  fills(account: AccountId, since: Instant): Promise<readonly VenueFill[]> {
    const { book, orders, nameOf, heard, told } = this.#options;
    return asked(async () => {
      const trades = await book.trades(account, since);
      for (const trade of trades) heard.trade(trade);
      told();
      return trades
        .filter(({ ts }) => ts >= since - (since % 1_000_000))
        .toSorted((a, b) => a.ts - b.ts || (a.id < b.id ? -1 : 1))
        .map((trade) => {
          const own = orders.ofVenueId(trade.order);
          return venueFillOf(trade, { nameOf, clientOrderId: own?.order.intent.clientOrderId });
        });
    });
  }
}

export function accountOf(
  { user_id, user_name, exchanges }: Profile,
  margins: Margins,
  simulated: boolean,
): VenueAccount {
  const balance = margins.equity?.available.cash;
  return {
    id: user_id,
    name: user_name ?? user_id,
    currency: 'INR',
    ...(balance === undefined ? {} : { balance }),
    canTrade: exchanges == null || exchanges.length > 0,
    simulated,
  };
}

/** Kite keeps one position a product; the desk has one of a contract. */
function netted(records: readonly PositionRecord[]): PositionRecord[] {
  const sums = new Map<string, PositionRecord>();
  for (const each of records) {
    const sum = sums.get(each.contractId);
    sums.set(each.contractId, sum === undefined ? each : added(sum, each));
  }
  return [...sums.values()];
}

/** The average of the larger one is kept where they are of two sides: what is left of it was bought at that. */
function added(a: PositionRecord, b: PositionRecord): PositionRecord {
  const quantity = (a.quantity + b.quantity) as SignedQuantity;
  const isOneSide = a.quantity * b.quantity >= 0;
  const mean = (a.average * a.quantity + b.average * b.quantity) / quantity;
  const larger = Math.abs(a.quantity) >= Math.abs(b.quantity) ? a.average : b.average;
  return {
    contractId: a.contractId,
    quantity,
    overnight: (a.overnight + b.overnight) as SignedQuantity,
    average: isOneSide && quantity !== 0 ? mean : larger,
  };
}

const positionOf = (
  { contractId, quantity, overnight, average }: PositionRecord,
  account: AccountId,
  nameOf: (contractId: string) => string,
): VenuePosition => ({
  account,
  instrument: nameOf(contractId),
  quantity,
  startOfDay: overnight,
  ...(quantity === 0 ? {} : { average: decimalOf(average) }),
});
