import type { z } from 'zod';
import type { AccountId } from '../../../core/model/ids.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { VenueFill } from '../../../core/venue/books.ts';
import { FillIds } from './fill-ids.ts';
import { allFills, type FillPage, type Timed } from './fill-pages.ts';
import type { TtAsk, TtHttp } from './http.ts';
import { page } from './pages.ts';
import { instantOf } from './parse/digits.ts';
import { type FillRecord, fillRecord } from './parse/fill.ts';
import type { TtReference } from './reference.ts';
import { withoutRepeats } from './repeated-fills.ts';

const ledger: Pick<TtAsk, 'service' | 'path'> = { service: 'ttledger', path: 'fills' };

export interface FillsSince {
  /** Of all accounts where it is left out. */
  readonly account?: AccountId;
  /** Nanoseconds of TT's clock. */
  readonly since: bigint;
  readonly now: bigint;
  readonly signal?: AbortSignal | undefined;
}

/** Executions as TT's ledger has them. */
export class TtFills {
  readonly #http: TtHttp;
  readonly #reference: TtReference;
  readonly #ids = new FillIds();

  constructor(http: TtHttp, reference: TtReference) {
    this.#http = http;
    this.#reference = reference;
  }

  /** At or after a nanosecond, oldest first, each once. */
  async since({ account, since, now, signal }: FillsSince): Promise<readonly VenueFill[]> {
    const codes = await this.#reference.codes();
    const record = fillRecord(codes.side);
    const records = await allFills<FillRecord & Timed>({
      since,
      now,
      ask: (from, until) => {
        const query = {
          accountId: account,
          minTimestamp: String(from),
          maxTimestamp: until === undefined ? undefined : String(until),
        };
        return this.#page({ ...ledger, query, signal }, record);
      },
    });
    if (records.length === 0) return [];
    const { instruments } = this.#reference;
    const markets = await instruments.markets();
    const counted = withoutRepeats(records, { algoType: codes.algoType, market: (id) => markets.get(id) });
    const own = account === undefined ? counted : counted.filter(({ accountId }) => accountId === account);
    const named = await instruments.byIds(own.map(({ instrumentId }) => instrumentId));
    return own.map((each) => ({
      ...fillFrom(each),
      executionId: this.#ids.of(each),
      instrument: named.get(each.instrumentId)?.name ?? `TT ${each.instrumentId}`,
    }));
  }

  /** Records without TT's own id beside others that have it are asked for once more, as bytes may have broken on their way. */
  async #page(ask: TtAsk, record: z.ZodType<FillRecord>): Promise<FillPage<FillRecord & Timed>> {
    const first = await page(this.#http, ask, 'fills', record);
    const again = this.#ids.doubts(first.rows) ? await page(this.#http, ask, 'fills', record) : first;
    if (again !== first && this.#ids.doubts(again.rows)) this.#ids.accept(again.rows);
    const rows = again.rows.map((row) => ({ ...row, key: `${this.#ids.of(row)} ${row.orderId}` }));
    return { rows, count: again.rows.length + again.unread.length };
  }
}

const fillFrom = (record: FillRecord): Omit<VenueFill, 'executionId' | 'instrument'> => ({
  venueOrderId: record.orderId,
  account: record.accountId,
  side: record.side,
  quantity: quantity(record.quantity),
  price: record.price,
  ...(record.liquidity === undefined ? {} : { liquidity: record.liquidity }),
  tsEvent: instantOf(record.timeStamp),
});
